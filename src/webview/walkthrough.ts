// The browser side of the walkthrough: passes clicks on, opens and closes steps, keeps what is ticked, shows new content.
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
/** The element that had the focus last, and the heading above it for when that is gone. */
let focusHome: readonly string[] = [];

document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest('button') : null;
  if (button !== null) press(button);
});

document.addEventListener('change', ({ target }) => {
  if (target instanceof HTMLInputElement) choose(target);
});

window.addEventListener('message', ({ data, origin }: MessageEvent<unknown>) => {
  // VS Code hands messages on from a frame of the same origin; any other page that finds this one may send some, too.
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

// The browser forgets what had the focus when it goes to the workbench, as with every question of the flow.
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

/** `account`: its id, where the button is one of several accounts. */
function run(name: string, account: string | undefined): void {
  if (account === undefined) {
    const command = WALKTHROUGH_COMMANDS.find((known) => known === name);
    if (command !== undefined) vscode.postMessage({ kind: 'run', command });
  } else {
    const command = ACCOUNT_COMMANDS.find((known) => known === name);
    if (command !== undefined) vscode.postMessage({ kind: 'runFor', command, account });
  }
}

/** A case of the app, or a tick; the numbers are read out, as the eye would see them change. */
function choose(input: HTMLInputElement): void {
  const appCase = APP_CASES.find((name) => name === input.dataset['case']);
  if (appCase !== undefined) keep({ ...personal, appCase });
  const click = clickOf(input);
  if (click !== undefined) keep(withTicks(personal, [click], input.checked));
  arrange(document);
  const step = input.closest<HTMLElement>('.step')?.dataset['step'] ?? '';
  announce(document.getElementById(`tally-${step}`)?.textContent ?? '');
}

/** Unticks what the person sees of a step; what another case has of its own stays. */
function startOver(step: WalkthroughStepId): void {
  const boxes = boxesOf(document, step);
  const clicks = boxes.map(clickOf).filter((click) => click !== undefined);
  keep(withTicks(personal, clicks, false));
  arrange(document);
  // The button has gone, and the focus with it.
  boxes[0]?.focus();
}

function clickOf({ dataset }: HTMLInputElement): ClickId | undefined {
  return CLICKS.find((name) => name === dataset['click']);
}

/** The boxes of a step that can be ticked now. */
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

/** The question that is explained covers the upper half of the page, at most: the step comes into view below it. */
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
    // A step must not fold up around the button that has the focus, or gets it back when the question is answered.
    const last = document.getElementById(focusHome[0] ?? '');
    const hasFocus = document.getElementById(`body-${step}`)?.contains(last) === true;
    const isOpen = personal.opened[step] ?? (isCurrent || hasFocus);
    root.querySelector(`#heading-${step}`)?.setAttribute('aria-expanded', String(isOpen));
    root.querySelector(`#body-${step}`)?.toggleAttribute('hidden', !isOpen);
  }
  arrangeRoads(root);
}

/** Shows the case that was chosen, what is ticked, and how much that is. */
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

/** Where nothing has the focus, it goes back to where it was, or close to that. */
function returnFocus(): void {
  // A question of VS Code may have taken the focus again before this page heard of it: it must not be taken back.
  if (!document.hasFocus() || document.activeElement !== document.body) return;
  const home = focusHome
    .map((id) => document.getElementById(id))
    .find((element) => element?.checkVisibility() === true);
  home?.focus({ preventScroll: true });
}

/** A step that has become the current one opens, even where the person closed it while it was not. */
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

/** Changes only what has changed, so that focus, selection and scroll position stay. */
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
