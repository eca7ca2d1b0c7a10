// All IDs that package.json and the code share.
import type { FlagValues } from '../../agoras/flags';

export const COMMANDS = {
  openWalkthrough: 'agoras.openWalkthrough',
  getCredentials: 'agoras.getCredentials',
  signIn: 'agoras.signIn',
  importCredentials: 'agoras.importCredentials',
  checkToken: 'agoras.checkToken',
  checkAllTokens: 'agoras.checkAllTokens',
  proveWithAgoras: 'agoras.proveWithAgoras',
  upgradeToAgoras3: 'agoras.upgradeToAgoras3',
  diagnose: 'agoras.diagnose',
  renewToken: 'agoras.renewToken',
  switchAccount: 'agoras.switchAccount',
  writeFlags: 'agoras.writeFlags',
  copyFlags: 'agoras.copyFlags',
  copyLoadCommand: 'agoras.copyLoadCommand',
  useInTerminal: 'agoras.useInTerminal',
  forgetCredentials: 'agoras.forgetCredentials',
  showLog: 'agoras.showLog',
  /** Hidden from the palette: a quick fix for a `.env`, with the document's URI as argument. */
  ignoreFile: 'agoras.ignoreFile',
  /** Hidden from the palette: opened by the status bar item. */
  showActions: 'agoras.showActions',
} as const;

export type CommandName = keyof typeof COMMANDS;

/** Hidden from the palette: `launch.json` and `tasks.json` use them to get the value of a field. */
export const VALUE_COMMANDS = {
  accessToken: 'agoras.accessToken',
  objectId: 'agoras.objectId',
  pageId: 'agoras.pageId',
  clientId: 'agoras.clientId',
  clientSecret: 'agoras.clientSecret',
  refreshToken: 'agoras.refreshToken',
  userToken: 'agoras.userToken',
} as const satisfies Readonly<Record<keyof FlagValues, string>>;

export type ValueField = keyof typeof VALUE_COMMANDS;

export const SETTINGS_SECTION = 'agoras';

/** The ID of this extension. */
export const EXTENSION_ID = 'agoras.agoras-credentials';

export const VIEWS = {
  walkthroughPanel: 'agoras.walkthroughPanel',
  reportPanel: 'agoras.reportPanel',
  walkthrough: 'agoras.walkthrough',
  accounts: 'agoras.accounts',
  statusBarItem: 'agoras.tokenExpiry',
} as const;

/** Context keys for `when` clauses in the manifest. */
export const CONTEXT_KEYS = { canImport: 'agoras.canImport' } as const;

export const STATE_KEYS = {
  /** Per workspace: the Agoras version that was chosen in the flow. */
  agorasVersion: 'agoras.agorasVersion',
  /** Per workspace: the account that was obtained or chosen last. */
  currentAccount: 'agoras.currentAccount',
  /** Per workspace: the accounts that were obtained or chosen in it. */
  usedAccounts: 'agoras.usedAccounts',
} as const;
