/** No other question has this button. */
export const USE_THIS_ADDRESS = 'Use This Address';
const LABELS = [USE_THIS_ADDRESS, 'Usar esta dirección'];

/**
 * Runs in each page. Whether secrets may go to the sandbox, in place of Facebook, is a question that only a person who
 * has changed the address is asked: its click is not counted as one of the job’s.
 */
export const agreeToAddresses = `{
  const agree = () => {
    for (const button of document.querySelectorAll('.monaco-dialog-box .dialog-buttons .monaco-button')) {
      if (${JSON.stringify(LABELS)}.includes(button.textContent.trim())) button.click();
    }
  };
  new MutationObserver(agree).observe(document, { childList: true, subtree: true });
}`;
