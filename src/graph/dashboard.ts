// URLs of the Meta pages that a person has to visit: pages of an app's App Dashboard, and some that are the same for
// all.
import type { AppId } from './ids';

const APPS = 'https://developers.facebook.com/apps/';

/** Pages of one app, relative to its URL. */
const DASHBOARD_PAGES = {
  overview: '',
  /** App ID, App Secret, App domains. */
  basicSettings: 'settings/basic/',
  useCases: 'use_cases/',
  instagramUseCase: 'use_cases/customize/?use_case_enum=INSTAGRAM_BUSINESS&selected_tab=API-Setup',
  pagesUseCase: 'use_cases/customize/?use_case_enum=PAGES_API',
  roles: 'roles/roles/',
  /** For Facebook Login for Business; for the classic login, see `classicLoginSettings`. */
  loginSettings: 'business-login/settings/',
  loginConfigurations: 'business-login/configurations/',
  classicLoginSettings: 'fb-login/settings/',
} as const;

const COMMON_PAGES = {
  apps: APPS,
  createApp: `${APPS}creation/`,
  explorer: 'https://developers.facebook.com/tools/explorer/?method=GET&path=me%2Faccounts',
  tokenDebugger: 'https://developers.facebook.com/tools/debug/accesstoken/',
  facebook: 'https://www.facebook.com/',
  pages: 'https://www.facebook.com/pages/?category=your_pages',
  /** The apps connected to the person's account, with the Pages that each may use. */
  businessIntegrations: 'https://www.facebook.com/settings?tab=business_tools',
  /** Has to be opened as the Page, not as the person. */
  linkedInstagram: 'https://www.facebook.com/settings/?tab=linked_instagram',
  systemUsers: 'https://business.facebook.com/settings/system-users',
  instagram: 'https://www.instagram.com/',
} as const;

type DashboardPage = keyof typeof DASHBOARD_PAGES;
export type MetaPage = DashboardPage | keyof typeof COMMON_PAGES;

/** The URL of a page. If the app isn't known yet, the list of apps is the closest there is. */
export function metaLink(page: MetaPage, app: AppId | undefined): string {
  if (!isDashboardPage(page)) return COMMON_PAGES[page];
  return app === undefined ? APPS : `${APPS}${app}/${DASHBOARD_PAGES[page]}`;
}

function isDashboardPage(page: MetaPage): page is DashboardPage {
  return page in DASHBOARD_PAGES;
}
