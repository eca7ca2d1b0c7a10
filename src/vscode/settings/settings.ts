import vscode = require('vscode');
import { err, ok, type Outcome } from '../../base/outcome';
import { AGORAS_VERSIONS, DEFAULT_NETWORKS, NETWORKS, type AgorasVersion, type Network } from '../../agoras/target';
import type { DialogEndpoint } from '../../credentials/signInAttempt';
import type { Unconfirmed } from '../../http/confirmedUrl';
import type { Endpoint } from '../../http/transport';
import type { GraphEndpoint } from '../../graph/graphTransport';
import { isId } from '../../graph/ids';
import { SETTINGS_SECTION } from './manifestIds';
import { listSetting, numberSetting, personalTextSetting, textSetting } from './settingValues';
import type { InvalidSetting } from '../../messages/failures/failureKinds';

export type ObjectIdSetting = 'ask' | 'instagramAccount' | 'page';

/** The Graph API endpoint; an error if secrets would be sent unencrypted. */
export function readEndpoint(): Outcome<Unconfirmed<GraphEndpoint>, InvalidSetting> {
  const server = readServer('graphApi.baseUrl');
  if (!server.ok) return server;
  const version = readApiVersion();
  return version.ok ? ok({ ...server.value, version: version.value }) : version;
}

/** The version for the Graph API and the dialog; empty for calls without a version. */
function readApiVersion(): Outcome<string, InvalidSetting> {
  // A value that isn't a string becomes `?`, which is reported as invalid; an empty string means calls without a
  // version.
  const version = textSetting('graphApi.version', '?').trim();
  if (/^(?:v\d{1,3}\.\d{1,2})?$/.test(version)) return ok(version);
  return err({ kind: 'invalidSetting', setting: 'agoras.graphApi.version', reason: 'notAVersion' });
}

/** The GitHub API endpoint, with the same checks. */
export function readGithubEndpoint(): Outcome<Unconfirmed<Endpoint>, InvalidSetting> {
  return readServer('githubApi.baseUrl');
}

function readServer(setting: 'graphApi.baseUrl' | 'githubApi.baseUrl'): Outcome<Unconfirmed<Endpoint>, InvalidSetting> {
  const baseUrl = parseBaseUrl(personalTextSetting(setting, ''));
  if (!baseUrl.ok) return err({ kind: 'invalidSetting', setting: `agoras.${setting}`, reason: baseUrl.error });
  const timeoutSeconds = numberSetting('graphApi.timeoutSeconds', 30, 1, 600);
  return ok({ baseUrl: baseUrl.value, timeoutMilliseconds: timeoutSeconds * 1000 });
}

export interface SignInSettings {
  readonly dialog: Unconfirmed<DialogEndpoint>;
  /** A redirect URL that the person has registered with the app; undefined if there is none. */
  readonly ownAddress: string | undefined;
  /** A login configuration of the app, to request instead of permissions. */
  readonly configurationId: string | undefined;
}

/**
 * The settings for signing in: Facebook's dialog, and the person's own redirect URL. The latter needs no consent:
 * Facebook only sends a code to URLs that the app's owner has registered, and the code is useless without the App
 * Secret.
 */
export function readSignInSettings(): Outcome<SignInSettings, InvalidSetting> {
  const version = readApiVersion();
  if (!version.ok) return version;
  const baseUrl = parseBaseUrl(personalTextSetting('graphApi.dialogUrl', ''));
  if (!baseUrl.ok) return err({ kind: 'invalidSetting', setting: 'agoras.graphApi.dialogUrl', reason: baseUrl.error });
  const dialog = { baseUrl: baseUrl.value, version: version.value };
  const id = personalTextSetting('signIn.configurationId', '?').trim();
  if (id !== '' && !isId(id)) {
    return err({ kind: 'invalidSetting', setting: 'agoras.signIn.configurationId', reason: 'notAnId' });
  }
  const configurationId = id === '' ? undefined : id;
  const text = personalTextSetting('signIn.redirectUri', '?').trim();
  if (text === '') return ok({ dialog, ownAddress: undefined, configurationId });
  const own = parseBaseUrl(text);
  if (!own.ok) return err({ kind: 'invalidSetting', setting: 'agoras.signIn.redirectUri', reason: own.error });
  // Exactly as typed, because Facebook compares it literally.
  return ok({ dialog, ownAddress: text, configurationId });
}

/** https anywhere; http only on loopback, where nobody else can listen. */
function parseBaseUrl(text: string): Outcome<URL, 'notAnAddress' | 'notSecure'> {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return err('notAnAddress');
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return err('notAnAddress');
  if (url.protocol === 'https:') return ok(url);
  return isLoopback(url) ? ok(url) : err(url.protocol === 'http:' ? 'notSecure' : 'notAnAddress');
}

/** A URL of this computer. */
export function isLoopback({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}

/** `folder`: the folder to write to; without one, the window's setting applies. */
export function readObjectIdSetting(folder?: vscode.Uri): ObjectIdSetting {
  const value = textSetting('objectId', 'ask', folder);
  return value === 'instagramAccount' || value === 'page' ? value : 'ask';
}

export function readAgorasVersionSetting(folder?: vscode.Uri): AgorasVersion | 'ask' {
  const value = textSetting('agorasVersion', 'ask', folder);
  return AGORAS_VERSIONS.find((version) => version === value) ?? 'ask';
}

/** In the order they are written; a list without any valid network counts as not set. */
export function readNetworks(folder?: vscode.Uri): readonly Network[] {
  const named = listSetting('networks', folder) ?? [];
  const networks = NETWORKS.filter((network) => named.includes(network));
  return networks.length === 0 ? DEFAULT_NETWORKS : networks;
}

/** The networks of everything that can be written here: in each folder, or in the window if there is none. */
export function readNetworksHere(): readonly Network[] {
  const [window, ...folders] = scopes();
  const named = (folders.length === 0 ? [window] : folders).flatMap(readNetworks);
  return NETWORKS.filter((network) => named.includes(network));
}

/** Whether the installed Agoras should prove new credentials. */
export type ProofSetting = 'ask' | 'always' | 'never';

/** Only the person's own setting counts; otherwise a workspace could have credentials passed to a program. */
export function readProofSetting(): ProofSetting {
  const value = personalTextSetting('proveWithAgoras', 'ask');
  return value === 'always' || value === 'never' ? value : 'ask';
}

export async function rememberProofSetting(value: Exclude<ProofSetting, 'ask'>): Promise<void> {
  const settings = vscode.workspace.getConfiguration(SETTINGS_SECTION);
  await settings.update('proveWithAgoras', value, vscode.ConfigurationTarget.Global);
}

/** Whether this is one of several folders and has its own Agoras version; other folders use that of the window. */
export function hasOwnVersion(folder: vscode.Uri | undefined): boolean {
  // The settings of a single folder are those of the workspace.
  if (folder === undefined || vscode.workspace.workspaceFolders?.length === 1) return false;
  const own = vscode.workspace.getConfiguration(SETTINGS_SECTION, folder).inspect('agorasVersion');
  return own?.workspaceFolderValue !== undefined && own.workspaceFolderValue !== 'ask';
}

/** Changes the version in the workspace's settings if it is set there, otherwise in the user settings. */
export async function updateVersionSetting(version: AgorasVersion): Promise<void> {
  const settings = vscode.workspace.getConfiguration(SETTINGS_SECTION);
  const { Global, Workspace } = vscode.ConfigurationTarget;
  const inWorkspace = settings.inspect('agorasVersion')?.workspaceValue;
  await settings.update('agorasVersion', version, inWorkspace === undefined ? Global : Workspace);
}

/** For all windows, because it is the person's setting and not the workspace's. */
export async function stopAutomaticRenewal(): Promise<void> {
  const settings = vscode.workspace.getConfiguration(SETTINGS_SECTION);
  await settings.update('renewal.automatic', false, vscode.ConfigurationTarget.Global);
}

/** Whether anything may be written for Facebook, in the window or any of its folders. */
export function isFacebookChosen(): boolean {
  return scopes().some((folder) => readNetworks(folder).includes('facebook'));
}

/** The same for Instagram. */
export function isInstagramChosen(): boolean {
  return scopes().some((folder) => readNetworks(folder).includes('instagram'));
}

/** Whether the window or any of its folders is set to this Agoras version. */
export function isVersionSet(version: AgorasVersion): boolean {
  return scopes().some((folder) => readAgorasVersionSetting(folder) === version);
}

/** Whether the object ID has to be asked for, in the window or any of its folders. */
export function isObjectIdAsked(): boolean {
  return scopes().some((folder) => readObjectIdSetting(folder) === 'ask');
}

/** Whether every possible location has its own Agoras version setting, so that nobody has to be asked. */
export function isVersionSetEverywhere(): boolean {
  const [window, ...folders] = scopes().map(readAgorasVersionSetting);
  return window !== 'ask' || (folders.length > 0 && folders.every((version) => version !== 'ask'));
}

/** The window itself, then its folders. */
function scopes(): readonly (vscode.Uri | undefined)[] {
  return [undefined, ...(vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri)];
}

/** The ID of a destination; anything else means that the person is asked. */
export function readDestinationSetting(): string {
  return textSetting('destination', 'ask');
}

/** The program that is run to get the version. */
export function readAgorasExecutable(): string {
  const setting = textSetting('executable', '').trim();
  return setting === '' ? 'agoras' : setting;
}

/** Whether the program was chosen by the person on their own computer; the default counts as theirs. */
export function isOwnExecutable(): boolean {
  return readAgorasExecutable() === (personalTextSetting('executable', '').trim() || 'agoras');
}

/** The path of the `.env`, relative to its workspace folder. */
export function readDotenvPath(folder: vscode.WorkspaceFolder): string {
  return textSetting('dotenv.path', '.env', folder.uri);
}
