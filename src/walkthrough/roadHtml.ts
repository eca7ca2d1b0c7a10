// The clicks on Meta's pages as HTML: which case it is, boxes to tick, how far one has come, and the pages themselves.
// What is chosen and ticked is known to the webview alone: its script shows it, and all else begins as if for the first time.
import * as l10n from '@vscode/l10n';
import { metaLink, type MetaPage } from '../graph/dashboard';
import { GUIDE_PERMISSIONS, permissionsFor, PORTFOLIO_PERMISSIONS } from '../graph/permissions';
import { button } from './buttons';
import { escape } from './markup';
import { appCases, clicksOf, clickText, type Click, type RoadId } from './roads';
import { tally, type AppCase } from './webviewProtocol';
import type { WalkthroughView } from './walkthroughView';

type Needs = Pick<WalkthroughView, 'appId' | 'permissions'>;

/** What a person sees who has chosen nothing yet. */
const FIRST_CASE: AppCase = 'useCases';

/** The road of each step that has one, before anything is chosen. */
const FIRST_ROADS = { link: 'link', app: FIRST_CASE, token: 'explorer' } as const satisfies Record<string, RoadId>;

export type RoadStep = keyof typeof FIRST_ROADS;

/** Attributes of an element that only some cases show, before anything is chosen. */
export function shownInCases(cases: readonly AppCase[]): string {
  return ` data-cases="${cases.join(' ')}"${cases.includes(FIRST_CASE) ? '' : ' hidden'}`;
}

/** The question which case it is, and the road of each. `isDone`: nobody has to go it any more. */
export function appRoads(view: Needs, isDone: boolean): string {
  const cases = appCases();
  const radios = cases.map(
    ({ id, label }) => `
<label class="choice"><input type="radio" name="app-case" id="case-${id}" data-case="${id}"${id === FIRST_CASE ? ' checked' : ''}><span>${escape(label)}</span></label>`,
  );
  const roads = cases.map(
    ({ id, notes }) => `
<div${shownInCases([id])}>
<ul class="notes">${notes.map((note) => `<li>${escape(note)}</li>`).join('')}</ul>
${clickList(id, view)}
</div>`,
  );
  return `
<fieldset class="cases" id="cases-app"><legend>${escape(l10n.t('What do you see?'))}</legend>${radios.join('')}
</fieldset>
${progress('app', view, isDone)}${roads.join('')}
${dashboardPages(view)}`;
}

/** The road of a step that has one only. */
export function road(id: 'link' | 'explorer', view: Needs, isDone: boolean): string {
  return `${progress(id === 'link' ? 'link' : 'token', view, isDone)}${clickList(id, view)}`;
}

/** Attributes of a count that shows from the first tick on. */
const FROM_ONE = ' hidden data-from-one';

/** How far one has come, and the way back to the start. Under a step that is done, “0 of 10” would contradict it. */
function progress(step: RoadStep, view: Needs, isDone: boolean): string {
  const restart = button(`restart-${step}`, `data-restart="${step}" hidden`, l10n.t('Start Over'), 'secondary');
  return `<p class="actions tally"><span class="count" id="tally-${step}"${isDone ? FROM_ONE : ''}${tallyOf(step, view)}</span>${restart}</p>`;
}

/** The same beside the title of the step, from the first tick on. */
export function headingTally(step: RoadStep, view: Needs): string {
  return `<span class="count" id="heading-tally-${step}"${FROM_ONE}${tallyOf(step, view)}</span>`;
}

/** The rest of such an element: the script writes the numbers anew, as it alone knows the case and the ticks. */
function tallyOf(step: RoadStep, view: Needs): string {
  const words = l10n.t('{0} of {1}', '{0}', '{1}');
  const total = clicksOf(FIRST_ROADS[step], postsOnFacebook(view)).length;
  return ` data-tally="${step}" data-words="${escape(words)}">${escape(tally(words, 0, total))}`;
}

function clickList(id: RoadId, view: Needs): string {
  const posts = postsOnFacebook(view);
  const items = clicksOf(id, posts).map((click) => {
    const { text, opens } = clickText(click, posts);
    return `
<li><label class="choice"><input type="checkbox" id="click-${id}-${click}" data-click="${click}"><span>${escape(text)}</span></label>
${click === 'addPermissions' ? permissionsToAdd() : ''}${opens === undefined ? '' : pageLink(`open-${id}-${click}`, opens, view)}</li>`;
  });
  return `<ol class="clicks">${items.join('')}</ol>`;
}

function postsOnFacebook({ permissions }: Needs): boolean {
  return permissions.includes('pages_manage_posts');
}

/** Without an App ID, a page of the app can't be opened: the link says that it leads to the list of apps. */
function pageLink(id: string, { page, label }: NonNullable<Click['opens']>, { appId }: Needs): string {
  const href = metaLink(page, appId);
  const text = href === metaLink('apps', undefined) ? l10n.t('Open My Apps') : label;
  return `<a id="${id}" href="${escape(href)}">${escape(text)}</a>`;
}

const PAGES: readonly { readonly page: MetaPage; readonly label: () => string; readonly cases?: readonly AppCase[] }[] =
  [
    { page: 'basicSettings', label: () => l10n.t('App settings > Basic') },
    { page: 'useCases', label: () => l10n.t('Use cases'), cases: ['useCases', 'ownUseCases'] },
    { page: 'roles', label: () => l10n.t('App roles > Roles') },
    { page: 'loginSettings', label: () => l10n.t('Facebook Login for Business > Settings') },
    { page: 'loginConfigurations', label: () => l10n.t('Facebook Login for Business > Configurations') },
    { page: 'classicLoginSettings', label: () => l10n.t('Facebook Login > Settings'), cases: ['ownProducts'] },
  ];

/** Every page of the dashboard that somebody may need, one click away. */
function dashboardPages({ appId }: Needs): string {
  const items = PAGES.map(({ page, label, cases }) => {
    const hidden = cases === undefined ? '' : shownInCases(cases);
    return `<li${hidden}><a id="page-${page}" href="${escape(metaLink(page, appId))}">${escape(label())}</a></li>`;
  });
  const explanation =
    appId === undefined
      ? l10n.t('Dashboard pages of your app. Until you have entered its App ID, these links open My Apps.')
      : l10n.t('Dashboard pages of the app {0}:', appId);
  return `<p class="hint" id="pages-title">${escape(explanation)}</p>
<ul class="pages" aria-labelledby="pages-title">${items.join('')}</ul>`;
}

/** What is asked for, to be copied; what else there is, and why hardly anybody needs it. */
export function permissionList({ permissions }: Needs): string {
  const hints = [
    l10n.t(
      'Optional: {0}. The Agoras 1.x guide lists these two for comments. Publishing works without them, and they belong to another use case.',
      GUIDE_PERMISSIONS.filter((permission) => !permissions.includes(permission)).join(', '),
    ),
    l10n.t('Only if a business portfolio hides your Page from the sign-in: {0}.', PORTFOLIO_PERMISSIONS.join(', ')),
  ];
  return `${permissionNames(permissions)}
${hints.map((hint) => `<p class="hint">${escape(hint)}</p>`).join('')}
<p class="actions">${button('copy-permissions', 'data-copy="permissions"', l10n.t('Copy the Permissions'), 'secondary')}</p>`;
}

/** What is added to the use case for Instagram. */
function permissionsToAdd(): string {
  const hint = l10n.t('If your Page belongs to a business portfolio, also business_management and ads_read.');
  return `${permissionNames(permissionsFor('publishing'))}<p class="hint">${escape(hint)}</p>`;
}

function permissionNames(permissions: readonly string[]): string {
  const items = permissions.map((permission) => `<li><code>${escape(permission)}</code></li>`).join('');
  return `<ul class="permissions" aria-label="${escape(l10n.t('Permissions'))}">${items}</ul>`;
}
