// The clicks on Meta's pages as HTML: the choice of case, checkboxes, progress, and links to the pages. Only the
// webview knows what has been chosen and checked: its script updates the HTML, which always starts as if nothing was.
import * as l10n from '@vscode/l10n';
import { metaLink, type MetaPage } from '../graph/dashboard';
import { GUIDE_PERMISSIONS, permissionsFor, PORTFOLIO_PERMISSIONS } from '../graph/permissions';
import { button } from './buttons';
import { escape } from './markup';
import { appCases, clicksOf, clickText, type Click, type RoadId } from './roads';
import { tally, type AppCase } from './webviewProtocol';
import type { WalkthroughView } from './walkthroughView';

type Needs = Pick<WalkthroughView, 'appId' | 'permissions'>;

/** The case that is shown until the person chooses one. */
const FIRST_CASE: AppCase = 'useCases';

/** The initial road of each step that has one. */
const FIRST_ROADS = { link: 'link', app: FIRST_CASE, token: 'explorer' } as const satisfies Record<string, RoadId>;

export type RoadStep = keyof typeof FIRST_ROADS;

/** The initial attributes of an element that is only shown in some cases. */
export function shownInCases(cases: readonly AppCase[]): string {
  return ` data-cases="${cases.join(' ')}"${cases.includes(FIRST_CASE) ? '' : ' hidden'}`;
}

/** The choice of case, and the road of each case. `isDone`: the step is already done. */
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

/** The road of a step that has only one. */
export function road(id: 'link' | 'explorer', view: Needs, isDone: boolean): string {
  return `${progress(id === 'link' ? 'link' : 'token', view, isDone)}${clickList(id, view)}`;
}

/** Attributes of a count that is hidden until something is checked. */
const FROM_ONE = ' hidden data-from-one';

/**
 * The progress, and a button to start over. In a step that is done, the count is hidden at first: “0 of 10” would
 * contradict it.
 */
function progress(step: RoadStep, view: Needs, isDone: boolean): string {
  const restart = button(`restart-${step}`, `data-restart="${step}" hidden`, l10n.t('Start Over'), 'secondary');
  return `<p class="actions tally"><span class="count" id="tally-${step}"${isDone ? FROM_ONE : ''}${tallyOf(step, view)}</span>${restart}</p>`;
}

/** The same next to the title of the step, hidden until something is checked. */
export function headingTally(step: RoadStep, view: Needs): string {
  return `<span class="count" id="heading-tally-${step}"${FROM_ONE}${tallyOf(step, view)}</span>`;
}

/** The rest of a count element: the script updates the numbers, because only it knows the case and what is checked. */
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

/** Without an App ID, an app's page can't be opened: the link leads to the list of apps, and its text says so. */
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

/** Links to all dashboard pages that people may need. */
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

/** The requested permissions for copying, and the optional ones with an explanation. */
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

/** The permissions to add to the use case for Instagram. */
function permissionsToAdd(): string {
  const hint = l10n.t('If your Page belongs to a business portfolio, also business_management and ads_read.');
  return `${permissionNames(permissionsFor('publishing'))}<p class="hint">${escape(hint)}</p>`;
}

function permissionNames(permissions: readonly string[]): string {
  const items = permissions.map((permission) => `<li><code>${escape(permission)}</code></li>`).join('');
  return `<ul class="permissions" aria-label="${escape(l10n.t('Permissions'))}">${items}</ul>`;
}
