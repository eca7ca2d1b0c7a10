// The walkthrough as HTML. Every value that is not ours passes `escape`.
import * as l10n from '@vscode/l10n';
import { formatDate } from '../words/dates';
import { plainLabel } from '../words/plain';
import { describeCheck } from '../words/report';
import type { AccountRecord } from '../credentials/account';
import type { Check, CheckState } from '../credentials/checklist';
import type { UnixSeconds } from '../graph/answers';
import { stepWords } from './steps';
import type { WalkthroughCommand } from './protocol';
import type { WalkthroughStep, WalkthroughView } from './view';

export interface PageFrame {
  readonly cspSource: string;
  readonly nonce: string;
  readonly scriptUri: string;
  readonly styleUri: string;
  readonly locale: string;
}

/** The whole document: nothing may load but our own script and style. */
export function walkthroughDocument(frame: PageFrame, view: WalkthroughView): string {
  const policy = `default-src 'none'; style-src ${frame.cspSource}; script-src 'nonce-${frame.nonce}';`;
  return `<!DOCTYPE html>
<html lang="${escape(frame.locale)}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${escape(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${escape(frame.styleUri)}">
<title>${escape(l10n.t('Agoras: Instagram Credentials'))}</title>
</head>
<body>
<main id="walkthrough">${walkthroughContent(view, frame.locale)}</main>
<script nonce="${escape(frame.nonce)}" src="${escape(frame.scriptUri)}"></script>
</body>
</html>`;
}

export function walkthroughContent(view: WalkthroughView, locale: string): string {
  return `
<header>
<h1>${escape(l10n.t('Instagram credentials for Agoras'))}</h1>
<p>${escape(l10n.t('Three inputs, one choice, and the credentials are where Agoras reads them.'))}</p>
<p>${button('getCredentials', l10n.t('Get Instagram Credentials…'), 'primary')}</p>
</header>
${view.account === undefined ? '' : result(view.account, view.checks, locale)}
<ol class="steps">${view.steps.map(step).join('')}</ol>`;
}

function step({ id, isDone }: WalkthroughStep): string {
  const { title, text, instructions, link } = stepWords(id);
  const state = isDone ? l10n.t('Done') : l10n.t('To do');
  const list = instructions.map((instruction) => `<li>${escape(instruction)}</li>`).join('');
  return `
<li class="step ${isDone ? 'done' : 'todo'}" id="step-${id}" tabindex="-1">
<h2>${escape(title)} <span class="state">${escape(state)}</span></h2>
<p>${escape(text)}</p>
${list === '' ? '' : `<ol class="instructions">${list}</ol>`}
<p class="actions">
${link === undefined ? '' : `<a href="${escape(link.href)}">${escape(link.label)}</a>`}
${id === 'token' ? `<button type="button" class="secondary" data-action="copyPermissions">${escape(l10n.t('Copy the Permissions'))}</button>` : ''}
</p>
</li>`;
}

function result(account: AccountRecord, checks: readonly Check[], locale: string): string {
  const rows = [
    [l10n.t('Page'), plainLabel(account.page.name)],
    [l10n.t('Instagram account'), instagramName(account)],
    [l10n.t('Object ID'), account.objectId.id],
    [l10n.t('Access token'), l10n.t('in VS Code’s secret storage')],
    [l10n.t('Expires'), expiry(account.expiresAt, locale)],
    [l10n.t('Log in again by'), expiry(account.dataAccessExpiresAt, locale)],
    [l10n.t('Last check'), `${formatDate(account.lastCheck.at, locale)}: ${verdict(account)}`],
  ];
  const cells = rows.map(([name = '', value = '']) => `<dt>${escape(name)}</dt><dd>${escape(value)}</dd>`).join('');
  return `
<section class="result" aria-labelledby="result-title">
<h2 id="result-title">${escape(l10n.t('Your credentials'))}</h2>
<dl>${cells}</dl>
${checks.length === 0 ? '' : checklist(checks, locale)}
<p class="actions">${button('checkToken', l10n.t('Check Access Token'), 'secondary')}
${button('forgetCredentials', l10n.t('Forget Credentials…'), 'secondary')}</p>
</section>`;
}

/** The mark is for the eye; the word beside it says the same to a screen reader. */
function checklist(checks: readonly Check[], locale: string): string {
  const lines = checks.map((check) => {
    const { state, label, evidence } = describeCheck(check, locale);
    const { mark, word } = stateWords(state);
    return `<li class="check ${state}"><span class="mark" role="img" aria-label="${escape(word)}">${mark}</span>
<span><strong>${escape(label)}</strong> ${escape(evidence)}</span></li>`;
  });
  return `<h3>${escape(l10n.t('What was verified'))}</h3><ul class="checks">${lines.join('')}</ul>`;
}

function stateWords(state: CheckState): { readonly mark: string; readonly word: string } {
  switch (state) {
    case 'passed':
      return { mark: '✓', word: l10n.t('Passed') };
    case 'warning':
      return { mark: '!', word: l10n.t('Note') };
    case 'failed':
      return { mark: '✗', word: l10n.t('Failed') };
  }
}

function instagramName({ instagram }: AccountRecord): string {
  if (instagram === undefined) return l10n.t('none connected: publishing will be refused until one is');
  return instagram.username === undefined ? instagram.id : `@${plainLabel(instagram.username)}`;
}

function expiry(at: UnixSeconds | 'never' | undefined, locale: string): string {
  if (at === 'never') return l10n.t('never');
  return at === undefined ? l10n.t('not told by Facebook') : formatDate(at, locale);
}

function verdict(account: AccountRecord): string {
  return account.lastCheck.valid ? l10n.t('valid') : l10n.t('not valid');
}

function button(command: WalkthroughCommand, label: string, rank: 'primary' | 'secondary'): string {
  return `<button type="button" class="${rank}" data-command="${command}">${escape(label)}</button>`;
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
