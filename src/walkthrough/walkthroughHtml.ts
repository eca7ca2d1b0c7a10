// The walkthrough as HTML: the frame of the page, what it begins with, and the steps.
import * as l10n from '@vscode/l10n';
import { button, commandButton } from './buttons';
import { STEP_DRAWINGS } from './drawings';
import { mark, SPINNER } from './marks';
import { escape, escapeOutside } from './markup';
import { WALKTHROUGH_STEPS, type WalkthroughCommand, type WalkthroughStepId } from './webviewProtocol';
import { resultPanel } from './resultHtml';
import { svg } from './shapes';
import { PARTS, partText, stepText, type PartId } from './walkthroughSteps';
import type { AccountView, StepState, WalkthroughStep, WalkthroughView } from './walkthroughView';

export interface PageFrame {
  /** Each has its own background. */
  readonly location: WebviewLocation;
  readonly cspSource: string;
  readonly nonce: string;
  readonly scriptUri: string;
  readonly styleUri: string;
}

export type WebviewLocation = 'editor' | 'sidebar';

/** The whole document: nothing may load but our own script and style. */
export function walkthroughDocument(frame: PageFrame, view: WalkthroughView): string {
  // default-src does not cover the last two.
  const policy = `default-src 'none'; style-src ${frame.cspSource}; script-src 'nonce-${frame.nonce}'; form-action 'none'; base-uri 'none';`;
  return `<!DOCTYPE html>
<html lang="${escape(view.locale)}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${escape(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${escape(frame.styleUri)}">
<title>${escape(l10n.t('Agoras: Instagram Credentials'))}</title>
</head>
<body class="${frame.location}">
<main id="walkthrough">${walkthroughContent(view)}</main>
<p id="announcement" role="status" class="unseen"></p>
<script nonce="${escape(frame.nonce)}" src="${escape(frame.scriptUri)}"></script>
</body>
</html>`;
}

export function walkthroughContent(view: WalkthroughView): string {
  const { account, steps } = view;
  const done = steps.filter(({ state }) => state.kind === 'done').length;
  return `
<header class="intro">
<h1>${escape(l10n.t('Instagram credentials for Agoras'))}</h1>
<p class="lead">${escape(l10n.t('You bring an App ID, an App Secret and a short-lived token. You get the credentials that your version of Agoras reads, proven to work and where it reads them. They never expire where Facebook allows it.'))}</p>
<p class="actions">${commandButton('intro', 'getCredentials', account === undefined ? 'primary' : 'secondary')}</p>
<p class="progress" id="progress">${escape(l10n.t('{0} of {1} steps done', done, steps.length))}</p>
</header>
${account === undefined ? '' : resultPanel(account, view.locale)}
${PARTS.map((part) => partSection(part.id, part.steps, view)).join('')}`;
}

function partSection(id: PartId, ids: readonly WalkthroughStepId[], view: WalkthroughView): string {
  const { title, text } = partText(id);
  const items = view.steps.filter((step) => ids.includes(step.id)).map((step) => stepItem(step, view));
  return `
<section class="part" id="part-${id}" aria-labelledby="part-${id}-title">
<h2 id="part-${id}-title">${escape(title)}</h2>
<p class="hint">${escape(text)}</p>
<ol class="steps">${items.join('')}</ol>
</section>`;
}

/** The heading is a button that opens and closes what is below it. */
function stepItem(
  { id, state, isCurrent }: WalkthroughStep,
  { account, permissions }: Pick<WalkthroughView, 'account' | 'permissions'>,
): string {
  const { title, text, instructions } = stepText(id);
  const list = instructions.map((instruction) => `<li>${escape(instruction)}</li>`).join('');
  return `
<li class="step ${state.kind}" id="step-${id}" data-step="${id}" data-current="${String(isCurrent)}">
<h3><button type="button" class="heading" id="heading-${id}" data-toggle="${id}" aria-expanded="${String(isCurrent)}" aria-controls="body-${id}">
<span class="sign" aria-hidden="true">${stepSign(id, state)}</span>
<span class="title">${escape(title)}</span>
<span class="state">${escape(STATE_TEXTS[state.kind]())}</span>
</button></h3>
<div class="body" id="body-${id}"${isCurrent ? '' : ' hidden'}>
<div class="explanation">
${state.kind === 'attention' ? `<p class="reason" id="reason-${id}">${escapeOutside(state.reason)}</p>` : ''}
<p>${escape(text)}</p>
${list === '' ? '' : `<ol class="instructions">${list}</ol>`}
${id === 'token' ? permissionList(permissions) : ''}
<p class="actions" id="actions-${id}">${stepActions(id, state, account)}</p>
</div>
<div class="pictures">${STEP_DRAWINGS[id]()
    .map((drawing) => svg(drawing, ' class="drawing"'))
    .join('')}</div>
</div>
</li>`;
}

function stepSign(id: WalkthroughStepId, state: StepState): string {
  switch (state.kind) {
    case 'todo':
      return String(WALKTHROUGH_STEPS.indexOf(id) + 1);
    case 'running':
      return SPINNER;
    case 'done':
    case 'attention':
      return mark(state.kind);
  }
}

const STATE_TEXTS: Readonly<Record<StepState['kind'], () => string>> = {
  todo: () => l10n.t('To do'),
  running: () => l10n.t('In progress'),
  done: () => l10n.t('Done'),
  attention: () => l10n.t('Needs attention'),
};

function permissionList(permissions: readonly string[]): string {
  const items = permissions.map((permission) => `<li><code>${permission}</code></li>`).join('');
  return `<ul class="permissions" aria-label="${escape(l10n.t('Permissions'))}">${items}</ul>`;
}

function stepActions(id: WalkthroughStepId, state: StepState, account: AccountView | undefined): string {
  const { link } = stepText(id);
  const next = NEXT_BY_HAND[id];
  return [
    link === undefined
      ? ''
      : `<a class="primary" id="link-${id}" href="${escape(link.href)}">${escape(link.label)}</a>`,
    id === 'token'
      ? button('copy-permissions', 'data-copy="permissions"', l10n.t('Copy the Permissions'), 'secondary')
      : '',
    ...commandsOf(id, state, account).map((command, index) =>
      commandButton(id, command, index === 0 && link === undefined ? 'primary' : 'secondary'),
    ),
    next === undefined ? '' : button(`next-${id}`, `data-next="${next}"`, l10n.t('Next Step'), 'secondary'),
  ].join('\n');
}

/** What is done on Facebook leaves no trace here: the person says when it is time for the next. */
const NEXT_BY_HAND: Readonly<Partial<Record<WalkthroughStepId, WalkthroughStepId>>> = { link: 'app', app: 'token' };

/** The commands that lead on from a step, the most fitting first. */
function commandsOf(
  id: WalkthroughStepId,
  state: StepState,
  account: AccountView | undefined,
): readonly WalkthroughCommand[] {
  const isByHand = id === 'link' || id === 'app';
  if (account === undefined) return isByHand && state.kind !== 'attention' ? [] : ['getCredentials'];
  switch (id) {
    case 'link':
    case 'app':
    case 'flags':
      return state.kind === 'attention' ? ['getCredentials'] : [];
    case 'token':
    case 'exchange':
    case 'account':
    case 'page':
      return state.kind === 'attention' ? ['getCredentials', 'renewToken'] : ['renewToken'];
    case 'verified':
      return state.kind === 'attention' ? ['renewToken', 'checkToken'] : ['checkToken'];
    case 'written':
      return ['writeFlags', 'copyFlags'];
  }
}
