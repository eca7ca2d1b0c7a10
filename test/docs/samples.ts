// One or more samples of every failure, so that every message can be read. A kind without a sample does not compile.
import type { InputProblem } from '../../src/credentials/inputs';
import type { RoadFailure } from '../../src/credentials/obtain';
import type { GraphErrorDetails, NetworkTrouble } from '../../src/graph/failures';
import { toUserId } from '../../src/graph/ids';
import type { CommandFailure, ShellFailure } from '../../src/shell/failureWords';

type SamplesOf<F extends { readonly kind: string }> = {
  readonly [K in F['kind']]: readonly [Extract<F, { readonly kind: K }>, ...Extract<F, { readonly kind: K }>[]];
};

const details: GraphErrorDetails = { httpStatus: 400, message: '' };
const saying: GraphErrorDetails = { ...details, userTitle: 'Please slow down', userMessage: 'You are going too fast' };
const user = { id: toUserId('1'), name: 'Ada Lovelace' };
const path = '.env';

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

function networkSamples(): SamplesOf<RoadFailure>['network'] {
  const host = 'graph.facebook.com';
  const troubles = Object.entries(NETWORK_TROUBLES) as [NetworkTrouble, string][];
  const [first, ...others] = troubles.map(([trouble, code]) => ({ kind: 'network' as const, trouble, host, code }));
  if (first === undefined) throw new Error('There is no network trouble.');
  return [first, ...others];
}

export const ROAD_SAMPLES: SamplesOf<RoadFailure> = {
  wrongAppSecret: [{ kind: 'wrongAppSecret', details }],
  appCredentialsRefused: [{ kind: 'appCredentialsRefused', details }],
  unknownApp: [{ kind: 'unknownApp', details }],
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
  tokenOfOtherApp: [{ kind: 'tokenOfOtherApp', appId: '1', details }],
  notAUserToken: [
    { kind: 'notAUserToken', found: 'PAGE', details },
    { kind: 'notAUserToken', found: 'APP', details },
  ],
  passwordChanged: [{ kind: 'passwordChanged', details }],
  appRemoved: [{ kind: 'appRemoved', details }],
  appUnseen: [{ kind: 'appUnseen', details }],
  checkpoint: [{ kind: 'checkpoint', details }],
  roleLost: [{ kind: 'roleLost', details }],
  permissionMissing: [
    { kind: 'permissionMissing', permission: 'instagram_basic', details },
    { kind: 'permissionMissing', permission: undefined, details },
  ],
  permissionsMissing: [
    { kind: 'permissionsMissing', forPublishing: ['instagram_basic'], forComments: [], declined: [] },
    {
      kind: 'permissionsMissing',
      forPublishing: ['instagram_basic'],
      forComments: ['pages_manage_engagement'],
      declined: ['instagram_basic'],
    },
  ],
  proofRejected: [{ kind: 'proofRejected', details }],
  wrongObject: [{ kind: 'wrongObject', details }],
  tokenNotReceived: [{ kind: 'tokenNotReceived', details }],
  rateLimited: [
    { kind: 'rateLimited', waitSeconds: 1140, details },
    { kind: 'rateLimited', waitSeconds: undefined, details },
  ],
  temporarilyBlocked: [
    { kind: 'temporarilyBlocked', details },
    { kind: 'temporarilyBlocked', details: saying },
  ],
  serviceTrouble: [{ kind: 'serviceTrouble', waitSeconds: undefined, details }],
  otherError: [
    { kind: 'otherError', details },
    { kind: 'otherError', details: saying },
  ],
  unexpectedAnswer: [{ kind: 'unexpectedAnswer', request: 'exchange token', what: 'HTML' }],
  network: networkSamples(),
  noPages: [
    { kind: 'noPages', user, listed: 0, cause: 'notTicked' },
    { kind: 'noPages', user, listed: 0, cause: 'businessPermission' },
    { kind: 'noPages', user, listed: 0, cause: 'noRole' },
    { kind: 'noPages', user, listed: 2, cause: 'notTicked' },
  ],
  pageWithoutToken: [{ kind: 'pageWithoutToken', page: 'Café Lovelace' }],
  notProven: [
    { kind: 'notProven', checks: [{ kind: 'neverExpires', state: 'failed', expiresAt: 1 }] },
    { kind: 'notProven', checks: [{ kind: 'typePage', state: 'failed', found: 'USER' }] },
    { kind: 'notProven', checks: [{ kind: 'dataAccess', state: 'failed', until: 1 }] },
  ],
};

export const SHELL_SAMPLES: SamplesOf<ShellFailure> = {
  noAccount: [{ kind: 'noAccount' }],
  storedTokenInvalid: [
    {
      kind: 'storedTokenInvalid',
      account: 'Café Lovelace',
      checks: [{ kind: 'tokenValid', state: 'failed', failure: { kind: 'passwordChanged', details } }],
    },
  ],
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
  ],
  dotenvOutside: [{ kind: 'dotenvOutside', folder: 'site', setting: '../.env' }],
  notOnDisk: [{ kind: 'notOnDisk', folder: 'site' }],
  dotenvRefused: [
    { kind: 'dotenvRefused', path, refusal: { kind: 'value', key: 'INSTAGRAM_OBJECT_ID', problem: 'quoting' } },
    { kind: 'dotenvRefused', path, refusal: { kind: 'unclearLine', key: 'INSTAGRAM_OBJECT_ID', line: 3 } },
    { kind: 'dotenvRefused', path, refusal: { kind: 'openQuote', key: 'OTHER', line: 3 } },
    { kind: 'dotenvRefused', path, refusal: { kind: 'notText' } },
  ],
  fileProblem: [
    { kind: 'fileProblem', path, why: 'notUtf8' },
    { kind: 'fileProblem', path, why: 'notAFile' },
    { kind: 'fileProblem', path, why: 'changedMeanwhile' },
    { kind: 'fileProblem', path, why: 'notReadBack' },
    { kind: 'fileProblem', path, why: 'brokenLink' },
    { kind: 'fileProblem', path, why: 'readOnly' },
    ...['EACCES', 'EROFS', 'ENOSPC', 'ENOENT', 'EIO'].map((code) => ({
      kind: 'fileProblem' as const,
      path,
      why: 'system' as const,
      code,
    })),
  ],
};

export function allSamples(): readonly CommandFailure[] {
  return [...Object.values(ROAD_SAMPLES).flat(), ...Object.values(SHELL_SAMPLES).flat()];
}

const INPUT_PROBLEMS: Readonly<Record<InputProblem, true>> = {
  empty: true,
  appIdNotDigits: true,
  appIdLength: true,
  appSecretNotHex: true,
  appSecretLength: true,
  pageIdNotDigits: true,
  tokenCharacters: true,
  tokenTooShort: true,
  looksLikeAppId: true,
  looksLikeAppSecret: true,
  looksLikeToken: true,
  looksLikeAppToken: true,
  looksLikeInstagramToken: true,
  looksLikeAddress: true,
};

export const ALL_INPUT_PROBLEMS = Object.keys(INPUT_PROBLEMS) as readonly InputProblem[];
