// Every id that package.json shares with the code, once.

export const COMMANDS = {
  openWalkthrough: 'agoras.openWalkthrough',
  getCredentials: 'agoras.getCredentials',
  checkToken: 'agoras.checkToken',
  forgetCredentials: 'agoras.forgetCredentials',
  showLog: 'agoras.showLog',
} as const;

export const SETTINGS_SECTION = 'agoras';

export const VIEWS = {
  walkthroughPanel: 'agoras.walkthroughPanel',
  walkthrough: 'agoras.walkthrough',
  accounts: 'agoras.accounts',
  statusBarItem: 'agoras.tokenExpiry',
} as const;

export const STATE_KEYS = {
  /** Global: the records of stored accounts, without secrets. */
  accounts: 'agoras.accounts',
  /** Per workspace: the Agoras version that was answered in the flow. */
  agorasVersion: 'agoras.agorasVersion',
  /** Per workspace: the account that was obtained or chosen last. */
  currentAccount: 'agoras.currentAccount',
} as const;
