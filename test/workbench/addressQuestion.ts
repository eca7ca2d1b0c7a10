/** This button appears in no other question. */
export const USE_THIS_ADDRESS = 'Use This Address';
const LABELS = [USE_THIS_ADDRESS, 'Usar esta dirección'];

/**
 * Runs in each page. Asking whether secrets may go to the sandbox instead of Facebook happens only because the address
 * was changed, so this click isn't counted as part of the task under test.
 */
export const agreeToAddresses = `{
  const agree = () => {
    for (const button of document.querySelectorAll('.monaco-dialog-box .dialog-buttons .monaco-button')) {
      if (${JSON.stringify(LABELS)}.includes(button.textContent.trim())) button.click();
    }
  };
  new MutationObserver(agree).observe(document, { childList: true, subtree: true });
}`;
