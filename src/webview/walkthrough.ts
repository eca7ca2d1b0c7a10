// The browser side of the walkthrough: forwards clicks, opens and closes steps, keeps what is checked, shows new
// content.
import morphdom from 'morphdom';
import {
  ACCOUNT_COMMANDS,
  APP_CASES,
  CLICKS,
  parsePersonalState,
  parseToWebview,
  tally,
  WALKTHROUGH_COMMANDS,
  WALKTHROUGH_STEPS,
  withTicks,
  type ClickId,
  type FromWebview,
  type PersonalState,
  type WalkthroughStepId,
} from '../walkthrough/webviewProtocol';

interface VsCodeApi {
  postMessage(message: FromWebview): void;
  getState(): unknown;
  setState(state: PersonalState): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const vscode = acquireVsCodeApi();
let personal = parsePersonalState(vscode.getState());
/** The IDs of the last focused element, and of the heading to focus if that element is gone. */
let focusHome: readonly string[] = [];

document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest('button') : null;
  if (button !== null) press(button);
});

document.addEventListener('change', ({ target }) => {
  if (target instanceof HTMLInputElement) choose(target);
});

window.addEventListener('message', ({ data, origin }: MessageEvent<unknown>) => {
  // VS Code forwards messages from a frame of the same origin; any other page that finds this one could send messages
  // too.
  const message = origin === window.origin ? parseToWebview(data) : undefined;
  switch (message?.kind) {
    case 'render':
      render(message.html, message.announcement);
      return;
    case 'reveal':
      open(message.step);
      showBelowQuestion(message.step);
      return;
    case undefined:
      return;
  }
});

document.addEventListener('focusin', ({ target }) => {
  if (!(target instanceof HTMLElement) || target === document.body) return;
  focusHome = [target.id, target.closest('.step')?.querySelector('.heading')?.id ?? 'intro-getCredentials'];
});

// The browser loses track of the focused element when the focus moves to the workbench, as with every question of the
// flow.
window.addEventListener('focus', returnFocus);

document.addEventListener('scrollend', () => {
  keep({ ...personal, scroll: window.scrollY });
});

arrange(document);
window.scrollTo(0, personal.scroll);
vscode.postMessage({ kind: 'ready' });

function press(button: HTMLButtonElement): void {
  const { command, account, copy, toggle, next, restart } = button.dataset;
  if (command !== undefined) run(command, account);
  if (copy === 'permissions') vscode.postMessage({ kind: 'copyPermissions' });
  const restarted = stepNamed(restart);
  if (restarted !== undefined) startOver(restarted);
  const toggled = stepNamed(toggle);
  if (toggled !== undefined) setOpened(toggled, button.getAttribute('aria-expanded') !== 'true');
  const following = stepNamed(next);
  if (following !== undefined) {
    const finished = stepNamed(button.closest<HTMLElement>('.step')?.dataset['step']);
    if (finished !== undefined) setOpened(finished, false);
    open(following);
    document.getElementById(`heading-${following}`)?.focus({ preventScroll: true });
  }
}

/** `account`: its ID, if the button belongs to one of several accounts. */
function run(name: string, account: string | undefined): void {
  if (account === undefined) {
    const command = WALKTHROUGH_COMMANDS.find((known) => known === name);
    if (command !== undefined) vscode.postMessage({ kind: 'run', command });
  } else {
    const command = ACCOUNT_COMMANDS.find((known) => known === name);
    if (command !== undefined) vscode.postMessage({ kind: 'runFor', command, account });
  }
}

/** Handles a chosen case or a checkbox, and announces the new count. */
function choose(input: HTMLInputElement): void {
  const appCase = APP_CASES.find((name) => name === input.dataset['case']);
  if (appCase !== undefined) keep({ ...personal, appCase });
  const click = clickOf(input);
  if (click !== undefined) keep(withTicks(personal, [click], input.checked));
  arrange(document);
  const step = input.closest<HTMLElement>('.step')?.dataset['step'] ?? '';
  announce(document.getElementById(`tally-${step}`)?.textContent ?? '');
}

/** Unchecks the visible boxes of a step; those that only other cases show stay checked. */
function startOver(step: WalkthroughStepId): void {
  const boxes = boxesOf(document, step);
  const clicks = boxes.map(clickOf).filter((click) => click !== undefined);
  keep(withTicks(personal, clicks, false));
  arrange(document);
  // The button is hidden now, so it lost the focus.
  boxes[0]?.focus();
}

function clickOf({ dataset }: HTMLInputElement): ClickId | undefined {
  return CLICKS.find((name) => name === dataset['click']);
}

/** The visible checkboxes of a step. */
function boxesOf(root: ParentNode, step: string): HTMLInputElement[] {
  const all = root.querySelectorAll<HTMLInputElement>(`#body-${step} input[data-click]`);
  return [...all].filter((box) => box.closest('[data-cases]')?.hasAttribute('hidden') !== true);
}

function stepNamed(name: string | undefined): WalkthroughStepId | undefined {
  return WALKTHROUGH_STEPS.find((step) => step === name);
}

function open(step: WalkthroughStepId): void {
  setOpened(step, true);
  document.getElementById(`step-${step}`)?.scrollIntoView({ block: 'start' });
}

/** The input box of the question covers at most the upper half of the page, so the step is scrolled to below it. */
function showBelowQuestion(step: WalkthroughStepId): void {
  const top = document.getElementById(`step-${step}`)?.getBoundingClientRect().top ?? 0;
  window.scrollTo(0, window.scrollY + top - window.innerHeight / 2);
}

function setOpened(step: WalkthroughStepId, isOpen: boolean): void {
  keep({ ...personal, opened: { ...personal.opened, [step]: isOpen } });
  arrange(document);
}

function keep(state: PersonalState): void {
  personal = state;
  vscode.setState(state);
}

/** Opens what the person has opened, and the current step unless they have closed it. */
function arrange(root: ParentNode): void {
  for (const step of WALKTHROUGH_STEPS) {
    const isCurrent = root.querySelector<HTMLElement>(`#step-${step}`)?.dataset['current'] === 'true';
    // Doesn't close a step around the button that has the focus, or that gets it back after a question.
    const last = document.getElementById(focusHome[0] ?? '');
    const hasFocus = document.getElementById(`body-${step}`)?.contains(last) === true;
    const isOpen = personal.opened[step] ?? (isCurrent || hasFocus);
    root.querySelector(`#heading-${step}`)?.setAttribute('aria-expanded', String(isOpen));
    root.querySelector(`#body-${step}`)?.toggleAttribute('hidden', !isOpen);
  }
  arrangeRoads(root);
}

/** Shows the chosen case, what is checked, and the counts. */
function arrangeRoads(root: ParentNode): void {
  for (const part of root.querySelectorAll<HTMLElement>('[data-cases]')) {
    part.toggleAttribute('hidden', part.dataset['cases']?.split(' ').includes(personal.appCase) !== true);
  }
  for (const radio of root.querySelectorAll<HTMLInputElement>('input[data-case]')) {
    radio.checked = radio.dataset['case'] === personal.appCase;
  }
  for (const box of root.querySelectorAll<HTMLInputElement>('input[data-click]')) {
    box.checked = personal.ticked.some((click) => click === box.dataset['click']);
  }
  for (const count of root.querySelectorAll<HTMLElement>('[data-tally]')) {
    const { tally: step = '', words = '', fromOne } = count.dataset;
    const boxes = boxesOf(root, step);
    const done = boxes.filter(({ checked }) => checked).length;
    count.textContent = tally(words, done, boxes.length);
    if (fromOne !== undefined) count.toggleAttribute('hidden', done === 0);
    root.querySelector(`#restart-${step}`)?.toggleAttribute('hidden', done === 0);
  }
}

function announce(text: string): void {
  const status = document.getElementById('announcement');
  if (status !== null) status.textContent = text;
}

/** If nothing has the focus, returns it to the last focused element or its heading. */
function returnFocus(): void {
  // A question in VS Code may already have taken the focus before this page noticed: it must keep it.
  if (!document.hasFocus() || document.activeElement !== document.body) return;
  const home = focusHome
    .map((id) => document.getElementById(id))
    .find((element) => element?.checkVisibility() === true);
  home?.focus({ preventScroll: true });
}

/** Opens a step when it becomes the current one, even if the person closed it before. */
function showWhatIsNew(before: ParentNode, after: ParentNode): void {
  const current = currentStep(after);
  if (current === undefined || current === currentStep(before)) return;
  if (personal.opened[current] === false) {
    const { [current]: _closed, ...opened } = personal.opened;
    keep({ ...personal, opened });
  }
}

function currentStep(root: ParentNode): WalkthroughStepId | undefined {
  return stepNamed(root.querySelector<HTMLElement>('.step[data-current="true"]')?.dataset['step']);
}

/** Changes only what is different, so that focus, selection and scroll position stay. */
function render(html: string, announcement: string): void {
  const main = document.getElementById('walkthrough');
  if (main === null) return;
  const template = document.createElement('template');
  template.innerHTML = `<main id="walkthrough">${html}</main>`;
  const fresh = template.content.firstElementChild;
  if (fresh === null) return;
  showWhatIsNew(main, template.content);
  arrange(template.content);
  const hadFocus = document.activeElement !== document.body;
  morphdom(main, fresh, { childrenOnly: true });
  if (hadFocus) returnFocus();
  if (announcement !== '') announce(announcement);
}
