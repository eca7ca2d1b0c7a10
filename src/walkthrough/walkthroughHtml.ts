// The walkthrough as HTML: introduction, result and steps.
import * as l10n from '@vscode/l10n';
import { accountsTable } from './accountsHtml';
import { button, commandButton } from './buttons';
import { STEP_DRAWINGS } from './drawings';
import { escape, escapeOutside, mark, SPINNER, webviewDocument, type PageFrame } from './markup';
import { appRoads, headingTally, permissionList, road, shownInCases, type RoadStep } from './roadHtml';
import { WALKTHROUGH_STEPS, type WalkthroughCommand, type WalkthroughStepId } from './webviewProtocol';
import { isToBeRenewed, resultPanel } from './resultHtml';
import { svg } from './shapes';
import { PARTS, partText, stepText, type PartId } from './walkthroughSteps';
import type { AccountView, StepState, WalkthroughStep, WalkthroughView } from './walkthroughView';

export function walkthroughDocument(frame: PageFrame, view: WalkthroughView): string {
  return webviewDocument(frame, {
    title: l10n.t('Agoras: Instagram Credentials'),
    locale: view.locale,
    id: 'walkthrough',
    content: walkthroughContent(view),
  });
}

export function walkthroughContent(view: WalkthroughView): string {
  const { account, accounts, steps, locale } = view;
  const done = steps.filter(({ state }) => state.kind === 'done').length;
  return `
<header class="intro">
<h1>${escape(l10n.t('Instagram credentials for Agoras'))}</h1>
<p class="lead">${escape(l10n.t('You need an App ID and an App Secret, and sign in with Facebook or paste a short-lived token. You get the credentials your version of Agoras reads, checked and saved. They never expire if Facebook allows it.'))}</p>
<p class="actions">${commandButton('intro', 'getCredentials', account === undefined && !hasPrimary(view) ? 'primary' : 'secondary')}
${view.canImport ? commandButton('intro', 'importCredentials', 'secondary') : ''}</p>
<p class="progress" id="progress">${escape(l10n.t('{0} of {1} steps done', done, steps.length))}</p>
</header>
${account === undefined ? '' : resultPanel(account, locale, hasPrimary(view) ? 'secondary' : 'primary')}
${accountsTable(accounts, locale)}
${PARTS.map((part) => partSection(part.id, part.steps, view)).join('')}`;
}

/** Whether the current step has the page's primary button, which says what to press next. */
function hasPrimary({ steps, account }: WalkthroughView): boolean {
  return steps.some(({ id, state, isCurrent }) => isCurrent && commandsOf(id, state, account).length > 0);
}

function isInDotenv({ record }: AccountView): boolean {
  return record.written.some(({ kind }) => kind === 'dotenv');
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

/** The heading is a button that expands and collapses the step. */
function stepItem({ id, state, isCurrent }: WalkthroughStep, view: WalkthroughView): string {
  const { title, text } = stepText(id);
  return `
<li class="step ${state.kind}" id="step-${id}" data-step="${id}" data-current="${String(isCurrent)}">
<h3><button type="button" class="heading" id="heading-${id}" data-toggle="${id}" aria-expanded="${String(isCurrent)}" aria-controls="body-${id}">
<span class="sign" aria-hidden="true">${stepSign(id, state)}</span>
<span class="title">${escape(title)}</span>
<span class="state">${escape(STATE_TEXTS[state.kind]())}${isRoadStep(id) ? ` ${headingTally(id, view)}` : ''}</span>
</button></h3>
<div class="body" id="body-${id}"${isCurrent ? '' : ' hidden'}>
<div class="explanation">
${state.kind === 'attention' ? `<p class="reason" id="reason-${id}">${escapeOutside(state.reason)}</p>` : ''}
<p>${escape(text)}</p>
${stepRoads(id, state, view)}
<p class="actions" id="actions-${id}">${stepActions({ id, state, isCurrent }, view.account)}</p>
</div>
<div class="pictures">${pictures(id)}</div>
</div>
</li>`;
}

function isRoadStep(id: WalkthroughStepId): id is RoadStep {
  return id === 'link' || id === 'app' || id === 'token';
}

/** The clicks on Meta's pages. */
function stepRoads(id: WalkthroughStepId, { kind }: StepState, view: WalkthroughView): string {
  const isDone = kind === 'done';
  switch (id) {
    case 'link':
      return `${hint(l10n.t('The Instagram account has to be a professional one. A connection in the Accounts Center alone isn’t enough; where Facebook shows “Review connection”, press it.'))}
${road('link', view, isDone)}`;
    case 'app':
      return appRoads(view, isDone);
    case 'token':
      return `${permissionList(view)}
<h4>${escape(l10n.t('By hand, in the Graph API Explorer'))}</h4>
${hint(l10n.t('A token from there lasts one to two hours.'))}
${road('explorer', view, isDone)}`;
    default:
      return '';
  }
}

function hint(text: string): string {
  return `<p class="hint">${escape(text)}</p>`;
}

function pictures(id: WalkthroughStepId): string {
  const drawn = STEP_DRAWINGS[id]().map(({ cases, ...drawing }) => {
    const hidden = cases === undefined ? '' : shownInCases(cases);
    return `<div class="picture"${hidden}>${svg(drawing, ' class="drawing"')}</div>`;
  });
  return drawn.join('');
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

function stepActions({ id, state, isCurrent }: WalkthroughStep, account: AccountView | undefined): string {
  const next = NEXT_BY_HAND[id];
  return [
    ...commandsOf(id, state, account).map((command, index) =>
      commandButton(id, command, isCurrent && index === 0 ? 'primary' : 'secondary'),
    ),
    next === undefined ? '' : button(`next-${id}`, `data-next="${next}"`, l10n.t('Next Step'), 'secondary'),
  ].join('\n');
}

/** We can't see what is done on Facebook, so the person says when to continue. */
const NEXT_BY_HAND: Readonly<Partial<Record<WalkthroughStepId, WalkthroughStepId>>> = { link: 'app', app: 'token' };

/** The commands for a step, the most suitable first. */
function commandsOf(
  id: WalkthroughStepId,
  state: StepState,
  account: AccountView | undefined,
): readonly WalkthroughCommand[] {
  const isByHand = id === 'link' || id === 'app';
  if (account === undefined) {
    if (isByHand && state.kind !== 'attention') return [];
    return id === 'token' ? ['signIn', 'getCredentials'] : ['getCredentials'];
  }
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
      // Maybe only the proof failed because no Agoras was found, which a new token wouldn't fix.
      return isToBeRenewed(account) ? ['renewToken', 'checkToken'] : ['checkToken', 'proveWithAgoras'];
    case 'written':
      return ['writeFlags', 'copyFlags', ...(isInDotenv(account) ? (['copyLoadCommand'] as const) : [])];
  }
}
