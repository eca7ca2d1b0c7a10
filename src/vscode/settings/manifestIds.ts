// Every id that package.json shares with the code, once.
import type { FlagValues } from '../../agoras/flags';

export const COMMANDS = {
  openWalkthrough: 'agoras.openWalkthrough',
  getCredentials: 'agoras.getCredentials',
  signIn: 'agoras.signIn',
  checkToken: 'agoras.checkToken',
  renewToken: 'agoras.renewToken',
  switchAccount: 'agoras.switchAccount',
  writeFlags: 'agoras.writeFlags',
  copyFlags: 'agoras.copyFlags',
  useInTerminal: 'agoras.useInTerminal',
  forgetCredentials: 'agoras.forgetCredentials',
  showLog: 'agoras.showLog',
  /** Hidden from the palette: what the status bar item opens. */
  showActions: 'agoras.showActions',
} as const;

export type CommandName = keyof typeof COMMANDS;

/** Hidden from the palette: `launch.json` and `tasks.json` name them to get the value of the field. */
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

export const VIEWS = {
  walkthroughPanel: 'agoras.walkthroughPanel',
  walkthrough: 'agoras.walkthrough',
  accounts: 'agoras.accounts',
  statusBarItem: 'agoras.tokenExpiry',
} as const;

export const STATE_KEYS = {
  /** Per workspace: the Agoras version that was answered in the flow. */
  agorasVersion: 'agoras.agorasVersion',
  /** Per workspace: the account that was obtained or chosen last. */
  currentAccount: 'agoras.currentAccount',
  /** Per workspace: the person has agreed that its launch configurations and tasks get values. */
  handsOverValues: 'agoras.handsOverValues',
} as const;
