// At least one sample of every failure, so that every message is documented. A kind without a sample doesn't compile.
import type { Check } from '../../src/credentials/checklist';
import type { FlowFailure } from '../../src/credentials/obtain';
import type { MissingPageCause } from '../../src/credentials/unlistedPages';
import type { ErrorDetails, NetworkTrouble } from '../../src/http/transportFailure';
import { EMPTY_ANSWER } from '../../src/graph/graphFailures';
import { toUserId } from '../../src/graph/ids';
import { NO_INSTAGRAM_REASONS } from '../../src/graph/inspection';
import type { CommandFailure, LocalFailure } from '../../src/messages/failures/failureKinds';
import type { BoxProblem } from '../../src/messages/inputMessages';

type SamplesOf<F extends { readonly kind: string }> = {
  readonly [K in F['kind']]: readonly [Extract<F, { readonly kind: K }>, ...Extract<F, { readonly kind: K }>[]];
};

const details: ErrorDetails = { httpStatus: 400, message: '' };
const saying: ErrorDetails = { ...details, userTitle: 'Please slow down', userMessage: 'You are going too fast' };
const INVALID_SCOPES = `Invalid Scopes: instagram_basic. ${'This message is only shown to developers. '.repeat(9)}`;
const user = { id: toUserId('1'), name: 'Ada Lovelace' };
const path = '.env';
const LAUNCH = '.vscode/launch.json';
const repository = 'ada/site';
const AGORAS = '/home/ada/.local/bin/agoras';
const failedLogin = {
  kind: 'agorasLoginFailed',
  agoras: '3.0.0',
  account: 'Café Lovelace',
  network: 'instagram',
} as const;

const NETWORK_TROUBLES: Readonly<Record<NetworkTrouble, string>> = {
  offline: 'EAI_AGAIN',
  dns: 'ENOTFOUND',
  refused: 'ECONNREFUSED',
  proxy: 'HTTP 407',
  tls: 'CERT_HAS_EXPIRED',
  timeout: 'ETIMEDOUT',
  reset: 'ECONNRESET',
  other: 'EUNKNOWN',
};

function networkSamples(): SamplesOf<FlowFailure>['network'] {
  const host = 'graph.facebook.com';
  const troubles = Object.entries(NETWORK_TROUBLES) as [NetworkTrouble, string][];
  return mapAtLeastOne(troubles, ([trouble, code]) => ({ kind: 'network', trouble, host, code }));
}

const MISSING_PAGE_CAUSES: Readonly<Record<MissingPageCause, true>> = {
  notTicked: true,
  instagramOnly: true,
  businessPermission: true,
  noRole: true,
};

/** Every cause, for a person without Pages and for one who misses a Page among others. */
function missingPageSamples(): SamplesOf<FlowFailure>['noPages'] {
  const causes = Object.keys(MISSING_PAGE_CAUSES) as MissingPageCause[];
  return mapAtLeastOne(
    [0, 2].flatMap((listed) => causes.map((cause) => ({ listed, cause }))),
    (sample) => ({ kind: 'noPages', user, ...sample }),
  );
}

/** Each check in its failed state, so that every message is documented. */
const FAILED_CHECKS: { readonly [K in Check['kind']]: readonly Extract<Check, { readonly kind: K }>[] } = {
  tokenValid: [
    { kind: 'tokenValid', state: 'failed', failure: { kind: 'roleLost', details } },
    { kind: 'tokenValid', state: 'failed', failure: undefined },
  ],
  typePage: [{ kind: 'typePage', state: 'failed', found: 'USER' }],
  neverExpires: [{ kind: 'neverExpires', state: 'failed', expiresAt: 1 }],
  exchange: [{ kind: 'exchange', state: 'failed', token: 'pageToken', failure: { kind: 'passwordChanged', details } }],
  userToken: [{ kind: 'userToken', state: 'failed' }],
  renewBy: [{ kind: 'renewBy', state: 'failed', until: 1 }],
  facebookPage: [
    { kind: 'facebookPage', state: 'failed', failure: undefined },
    { kind: 'facebookPage', state: 'failed', failure: { kind: 'roleLost', details } },
  ],
  agorasLogin: [
    { kind: 'agorasLogin', state: 'failed', agoras: '3.0.0', network: 'instagram', answer: { kind: 'refused' } },
  ],
  dataAccess: [{ kind: 'dataAccess', state: 'failed', until: 1 }],
  permission: [{ kind: 'permission', state: 'failed', permission: 'instagram_content_publish', use: 'publishing' }],
  publishing: [
    { kind: 'publishing', state: 'failed', evidence: { kind: 'refused', failure: { kind: 'wrongObject', details } } },
  ],
};

function failedProofSamples(): SamplesOf<FlowFailure>['notProven'] {
  return mapAtLeastOne(Object.values(FAILED_CHECKS).flat(), (check) => ({ kind: 'notProven', checks: [check] }));
}

function mapAtLeastOne<T, R>(items: readonly T[], toResult: (item: T) => R): [R, ...R[]] {
  const [first, ...others] = items.map(toResult);
  if (first === undefined) throw new Error('There is nothing to take samples of.');
  return [first, ...others];
}

/** What can go wrong between the three inputs and the proof. */
const FLOW_SAMPLES: SamplesOf<FlowFailure> = {
  wrongAppSecret: [{ kind: 'wrongAppSecret', details }],
  appCredentialsRefused: [{ kind: 'appCredentialsRefused', details }],
  unknownApp: [
    { kind: 'unknownApp', isOtherPlatform: false, details },
    { kind: 'unknownApp', isOtherPlatform: true, details },
  ],
  appBlocked: [{ kind: 'appBlocked', details }],
  appCapabilityMissing: [{ kind: 'appCapabilityMissing', details }],
  tokenExpired: [{ kind: 'tokenExpired', details }],
  tokenRevoked: [{ kind: 'tokenRevoked', details }],
  loggedOut: [{ kind: 'loggedOut', details }],
  tokenMalformed: [{ kind: 'tokenMalformed', details }],
  tokenInvalid: [
    { kind: 'tokenInvalid', details },
    { kind: 'tokenInvalid', details: saying },
  ],
  userTokenMissing: [{ kind: 'userTokenMissing' }],
  tokenOfOtherApp: [{ kind: 'tokenOfOtherApp', appId: '1', details }],
  notAUserToken: [
    { kind: 'notAUserToken', found: 'PAGE', details },
    { kind: 'notAUserToken', found: 'APP', details },
    { kind: 'notAUserToken', found: 'SOMETHING_NEW', details },
  ],
  passwordChanged: [{ kind: 'passwordChanged', details }],
  appRemoved: [{ kind: 'appRemoved', details }],
  appUnseen: [{ kind: 'appUnseen', details }],
  checkpoint: [{ kind: 'checkpoint', details }],
  roleLost: [{ kind: 'roleLost', details }],
  roleOrTwoFactor: [{ kind: 'roleOrTwoFactor', details }],
  twoFactorRequired: [{ kind: 'twoFactorRequired', details }],
  publishingAuthorizationRequired: [{ kind: 'publishingAuthorizationRequired', details }],
  pageDropped: [{ kind: 'pageDropped', details }],
  appRoleMissing: [
    { kind: 'appRoleMissing', details },
    { kind: 'appRoleMissing', details: saying },
  ],
  permissionMissing: [
    { kind: 'permissionMissing', permission: 'instagram_basic', needed: [], details },
    { kind: 'permissionMissing', permission: undefined, needed: [], details },
    { kind: 'permissionMissing', permission: undefined, needed: ['business_management'], details },
    {
      kind: 'permissionMissing',
      permission: undefined,
      needed: ['instagram_basic', 'instagram_content_publish', 'pages_read_engagement'],
      details,
    },
    { kind: 'permissionMissing', permission: 'instagram_basic', needed: [], details: saying },
  ],
  permissionHeld: [
    { kind: 'permissionHeld', permissions: ['pages_read_engagement'], details },
    { kind: 'permissionHeld', permissions: ['instagram_basic', 'instagram_content_publish'], details: saying },
  ],
  permissionsMissing: [
    { kind: 'permissionsMissing', forPublishing: ['instagram_basic'], declined: [] },
    {
      kind: 'permissionsMissing',
      forPublishing: ['pages_show_list', 'instagram_basic'],
      declined: ['instagram_basic'],
    },
  ],
  proofRejected: [{ kind: 'proofRejected', details }],
  noInstagram: [
    { kind: 'noInstagram', page: 'Café Lovelace', reasons: NO_INSTAGRAM_REASONS },
    { kind: 'noInstagram', page: 'Café Lovelace', reasons: ['notTicked', 'notProfessional', 'notLinked'] },
    { kind: 'noInstagram', page: 'Café Lovelace', reasons: ['notProfessional', 'notLinked'] },
  ],
  wrongObject: [{ kind: 'wrongObject', details }],
  notAnInstagramAccount: [{ kind: 'notAnInstagramAccount', details }],
  profileId: [{ kind: 'profileId', details }],
  instagramLoginToken: [{ kind: 'instagramLoginToken', details }],
  tokenNotReceived: [{ kind: 'tokenNotReceived', details }],
  rateLimited: [
    { kind: 'rateLimited', waitSeconds: 30, details },
    { kind: 'rateLimited', waitSeconds: 1140, details },
    { kind: 'rateLimited', waitSeconds: 43_200, details },
    { kind: 'rateLimited', waitSeconds: undefined, details },
  ],
  temporarilyBlocked: [
    { kind: 'temporarilyBlocked', details },
    { kind: 'temporarilyBlocked', details: saying },
  ],
  serviceTrouble: [
    { kind: 'serviceTrouble', waitSeconds: undefined, details },
    { kind: 'serviceTrouble', waitSeconds: 600, details },
    { kind: 'serviceTrouble', waitSeconds: undefined, details: { ...details, isTransient: false } },
    { kind: 'serviceTrouble', waitSeconds: undefined, details: { ...saying, isTransient: false } },
  ],
  otherError: [
    { kind: 'otherError', details },
    { kind: 'otherError', details: { ...details, message: '(#100) The parameter fields is required' } },
    { kind: 'otherError', details: saying },
    { kind: 'otherError', details: { ...details, userMessage: 'Facebook goes on and on. '.repeat(40) } },
  ],
  unexpectedAnswer: [
    { kind: 'unexpectedAnswer', request: 'exchange token', what: 'HTML' },
    { kind: 'unexpectedAnswer', request: 'exchange token', what: EMPTY_ANSWER },
  ],
  network: networkSamples(),
  noPages: missingPageSamples(),
  signInDeclined: [{ kind: 'signInDeclined', next: 'facebookPage' }],
  signInRefused: [
    { kind: 'signInRefused', said: 'Something new', code: '1349999', next: 'facebookPage' },
    { kind: 'signInRefused', said: '', next: undefined },
    { kind: 'signInRefused', said: INVALID_SCOPES, code: '100', next: 'facebookPage' },
    { kind: 'signInRefused', said: 'URL Blocked', code: '1349168', next: 'ownAddress' },
    { kind: 'signInRefused', said: 'App not active', code: '1349126', next: undefined },
  ],
  signInMismatch: [{ kind: 'signInMismatch', next: 'facebookPage' }],
  signInOver: [{ kind: 'signInOver', next: 'facebookPage' }],
  signInTimedOut: [
    { kind: 'signInTimedOut', next: 'ownAddress' },
    { kind: 'signInTimedOut', next: undefined },
  ],
  signInNoPort: [{ kind: 'signInNoPort', next: 'facebookPage' }],
  signInCodeRefused: [{ kind: 'signInCodeRefused', next: 'facebookPage', details }],
  redirectRefused: [
    { kind: 'redirectRefused', redirectUri: 'http://localhost:8713/callback', next: 'ownAddress', details },
    { kind: 'redirectRefused', redirectUri: 'https://example.org/agoras', next: undefined, details },
  ],
  pageWithoutToken: [{ kind: 'pageWithoutToken', page: 'Café Lovelace' }],
  systemUserTokenNeeded: [{ kind: 'systemUserTokenNeeded' }],
  notProven: failedProofSamples(),
};

/** What can go wrong on the local machine. */
const LOCAL_SAMPLES: SamplesOf<LocalFailure> = {
  sourceUnreadable: [
    { kind: 'sourceUnreadable', name: path, why: 'encrypted' },
    { kind: 'sourceUnreadable', name: path, why: 'file' },
    { kind: 'sourceUnreadable', name: 'the storage of Agoras 2.0.5', why: 'storage' },
  ],
  nothingToImport: [{ kind: 'nothingToImport', looked: [path, 'the environment of VS Code'] }],
  foundTokenDead: [{ kind: 'foundTokenDead', failure: { kind: 'passwordChanged', details } }],
  secretsHidden: [
    { kind: 'secretsHidden', repository, names: ['INSTAGRAM_CLIENT_ID'] },
    { kind: 'secretsHidden', repository, names: [] },
  ],
  noAccount: [{ kind: 'noAccount' }],
  notTrusted: [{ kind: 'notTrusted' }],
  accountForgotten: [{ kind: 'accountForgotten' }],
  accountOfLaunchMissing: [{ kind: 'accountOfLaunchMissing' }],
  agorasNotTrusted: [{ kind: 'agorasNotTrusted' }],
  agorasNotInstalled: [{ kind: 'agorasNotInstalled', program: 'agoras' }],
  agorasNotStarted: [{ kind: 'agorasNotStarted', program: AGORAS }],
  agorasUnknown: [{ kind: 'agorasUnknown', program: AGORAS }],
  agorasTooSlow: [{ kind: 'agorasTooSlow', program: AGORAS, seconds: 60 }],
  agorasLoginFailed: [
    { ...failedLogin, answer: { kind: 'refused' }, checks: [{ kind: 'typePage', state: 'failed', found: 'USER' }] },
    { ...failedLogin, answer: { kind: 'refused' }, checks: [] },
    { ...failedLogin, answer: { kind: 'refused' }, checks: undefined },
    { ...failedLogin, answer: { kind: 'unknown', exitCode: 1 }, checks: [] },
    { ...failedLogin, answer: { kind: 'unknown', exitCode: undefined }, checks: [] },
    { ...failedLogin, answer: { kind: 'incomplete', missing: ['INSTAGRAM_CLIENT_SECRET'] }, checks: [] },
    { ...failedLogin, network: 'facebook', answer: { kind: 'pageNotFound' }, checks: [] },
  ],
  storedTokenInvalid: [
    {
      kind: 'storedTokenInvalid',
      account: 'Café Lovelace',
      checks: [{ kind: 'tokenValid', state: 'failed', failure: { kind: 'passwordChanged', details } }],
    },
  ],
  accountsBehind: [{ kind: 'accountsBehind' }],
  accountsLost: [{ kind: 'accountsLost' }],
  secretMissing: [{ kind: 'secretMissing', account: 'Café Lovelace' }],
  secretStoreFailed: [
    { kind: 'secretStoreFailed', doing: 'read' },
    { kind: 'secretStoreFailed', doing: 'write' },
    { kind: 'secretStoreFailed', doing: 'delete' },
  ],
  invalidSetting: [
    { kind: 'invalidSetting', setting: 'agoras.graphApi.baseUrl', reason: 'notAnAddress' },
    { kind: 'invalidSetting', setting: 'agoras.graphApi.baseUrl', reason: 'notSecure' },
    { kind: 'invalidSetting', setting: 'agoras.graphApi.version', reason: 'notAVersion' },
    { kind: 'invalidSetting', setting: 'agoras.githubApi.baseUrl', reason: 'notSecure' },
  ],
  dotenvOutside: [{ kind: 'dotenvOutside', folder: 'site', setting: '../.env' }],
  linkedOutside: [{ kind: 'linkedOutside', folder: 'site', path }],
  notOnDisk: [{ kind: 'notOnDisk', folder: 'site' }],
  dotenvRefused: [
    { kind: 'dotenvRefused', path, refusal: { kind: 'value', key: 'INSTAGRAM_OBJECT_ID', problem: 'quoting' } },
    { kind: 'dotenvRefused', path, refusal: { kind: 'unclearLine', key: 'INSTAGRAM_OBJECT_ID', line: 3 } },
    { kind: 'dotenvRefused', path, refusal: { kind: 'openQuote', key: 'OTHER', line: 3 } },
    { kind: 'dotenvRefused', path, refusal: { kind: 'notText' } },
  ],
  launchRefused: [
    { kind: 'launchRefused', path: LAUNCH, refusal: { kind: 'syntax', line: 7, column: 3 } },
    { kind: 'launchRefused', path: LAUNCH, refusal: { kind: 'unexpected', wanted: 'array', line: 7, column: 3 } },
    { kind: 'launchRefused', path: LAUNCH, refusal: { kind: 'unexpected', wanted: 'object', line: 1, column: 1 } },
    { kind: 'launchRefused', path: LAUNCH, refusal: { kind: 'changed', line: 7, column: 3 } },
  ],
  githubSignIn: [
    { kind: 'githubSignIn', why: 'declined' },
    { kind: 'githubSignIn', why: 'unavailable' },
  ],
  githubUntrusted: [{ kind: 'githubUntrusted' }],
  githubStopped: [{ kind: 'githubStopped', repository }],
  githubTokenRefused: [{ kind: 'githubTokenRefused', details }],
  githubNoWriteAccess: [{ kind: 'githubNoWriteAccess', repository, details }],
  githubSingleSignOn: [{ kind: 'githubSingleSignOn', repository, address: 'https://github.com/orgs/ada/sso', details }],
  githubOrganisationPolicy: [{ kind: 'githubOrganisationPolicy', repository, details }],
  githubNotFound: [{ kind: 'githubNotFound', repository, details }],
  githubMoved: [{ kind: 'githubMoved', repository }],
  githubValueRefused: [
    { kind: 'githubValueRefused', repository, details },
    { kind: 'githubValueRefused', repository, details: { ...details, message: 'Validation Failed' } },
  ],
  githubRateLimited: [{ kind: 'githubRateLimited', waitSeconds: 1140, details }],
  githubTrouble: [
    { kind: 'githubTrouble', waitSeconds: undefined, details },
    { kind: 'githubTrouble', waitSeconds: 600, details },
  ],
  githubOtherError: [{ kind: 'githubOtherError', details }],
  githubUnexpectedAnswer: [{ kind: 'githubUnexpectedAnswer', what: 'no JSON' }],
  unquotable: [{ kind: 'unquotable', key: 'INSTAGRAM_ACCESS_TOKEN', shell: 'cmd' }],
  fileProblem: [
    { kind: 'fileProblem', path, why: 'notUtf8' },
    { kind: 'fileProblem', path, why: 'utf16' },
    { kind: 'fileProblem', path, why: 'notAFile' },
    { kind: 'fileProblem', path, why: 'changedMeanwhile' },
    { kind: 'fileProblem', path, why: 'changedSince' },
    { kind: 'fileProblem', path, why: 'notReadBack' },
    { kind: 'fileProblem', path, why: 'brokenLink' },
    { kind: 'fileProblem', path, why: 'readOnly' },
    { kind: 'fileProblem', path, why: 'pipe' },
    { kind: 'fileProblem', path, why: 'socket' },
    { kind: 'fileProblem', path, why: 'device' },
    { kind: 'fileProblem', path, why: 'notPrivate' },
    { kind: 'fileProblem', path, why: 'halfWritten', copy: `${path}.old` },
    ...['EACCES', 'EROFS', 'ENOSPC', 'ENOENT', 'EIO'].map((code) => ({
      kind: 'fileProblem' as const,
      path,
      why: 'system' as const,
      code,
    })),
  ],
};

/** Values that the user corrects: those with a different message if the correction fails, too. */
export const CORRECTED_SAMPLES: readonly CommandFailure[] = [
  { kind: 'unknownApp', isOtherPlatform: false, details },
  { kind: 'wrongAppSecret', details },
  { kind: 'tokenExpired', details },
];

/** All samples, in the order of the page. */
export function allSamples(): readonly CommandFailure[] {
  return [...Object.values(FLOW_SAMPLES).flat(), ...Object.values(LOCAL_SAMPLES).flat()];
}

const INPUT_PROBLEMS: Readonly<Record<BoxProblem, true>> = {
  empty: true,
  appIdNotDigits: true,
  appIdLength: true,
  appPair: true,
  appSecretNotHex: true,
  appSecretLength: true,
  pageIdNotDigits: true,
  pageIdLength: true,
  pageAddressWithoutId: true,
  notAPageAddress: true,
  looksLikeProfileId: true,
  looksLikeInstagramId: true,
  tokenCharacters: true,
  tokenTooShort: true,
  looksLikeAppId: true,
  looksLikeAppSecret: true,
  looksLikeToken: true,
  looksLikeAppToken: true,
  looksLikeInstagramToken: true,
  looksLikeAddress: true,
  notAnAddress: true,
  notTheFinalAddress: true,
  finalAddressCut: true,
  addressOfOtherSignIn: true,
  repositoryUnfinished: true,
  repositoryCharacters: true,
  repositoryElsewhere: true,
};

/** The problems that an input box can report. */
export const ALL_INPUT_PROBLEMS = Object.keys(INPUT_PROBLEMS) as readonly BoxProblem[];
