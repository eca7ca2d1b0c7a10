// The browser side of the walkthrough: passes clicks on, opens and closes steps, and shows new content.
import morphdom from 'morphdom';
import {
  parsePersonalState,
  parseToWebview,
  WALKTHROUGH_COMMANDS,
  WALKTHROUGH_STEPS,
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

window.addEventListener('message', ({ data, origin }: MessageEvent<unknown>) => {
  // VS Code hands messages on from a frame of the same origin; any other page that finds this one may send some, too.
  const message = origin === window.origin ? parseToWebview(data) : undefined;
  switch (message?.kind) {
    case 'render':
      render(message.html, message.announcement);
      return;
    case 'reveal':
      open(message.step);
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
  const { command, copy, toggle, next } = button.dataset;
  const known = WALKTHROUGH_COMMANDS.find((name) => name === command);
  if (known !== undefined) vscode.postMessage({ kind: 'run', command: known });
  if (copy === 'permissions') vscode.postMessage({ kind: 'copyPermissions' });
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

function stepNamed(name: string | undefined): WalkthroughStepId | undefined {
  return WALKTHROUGH_STEPS.find((step) => step === name);
}

function open(step: WalkthroughStepId): void {
  setOpened(step, true);
  document.getElementById(`step-${step}`)?.scrollIntoView({ block: 'start' });
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
}

/** Where nothing has the focus, it goes back to where it was, or close to that. */
function returnFocus(): void {
  if (document.activeElement !== document.body) return;
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
  const status = document.getElementById('announcement');
  if (main === null || status === null) return;
  const template = document.createElement('template');
  template.innerHTML = `<main id="walkthrough">${html}</main>`;
  const fresh = template.content.firstElementChild;
  if (fresh === null) return;
  showWhatIsNew(main, template.content);
  arrange(template.content);
  const hadFocus = document.activeElement !== document.body;
  morphdom(main, fresh, { childrenOnly: true });
  if (hadFocus) returnFocus();
  if (announcement !== '') status.textContent = announcement;
}
