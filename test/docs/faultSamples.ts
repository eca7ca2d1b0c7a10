// A sample of every fault that is marked in a file, so that every message is documented. A missing kind doesn't
// compile.
import type { Fault, FaultKind } from '../../src/findings/finding';

const END = 1_772_000_000;

const SAMPLES: { readonly [K in FaultKind]: Extract<Fault, { readonly kind: K }> } = {
  variableOfOtherVersion: { kind: 'variableOfOtherVersion', variable: 'INSTAGRAM_ACCESS_TOKEN', version: '3.x' },
  flagOfOtherVersion: { kind: 'flagOfOtherVersion', flag: '--instagram-access-token', version: '3.x' },
  inputOfOtherVersion: { kind: 'inputOfOtherVersion', input: 'status-text', version: '2.x' },
  runsOtherVersion: { kind: 'runsOtherVersion', runs: '1.x', version: '3.x' },
  incompleteSet: {
    kind: 'incompleteSet',
    network: 'instagram',
    missing: ['INSTAGRAM_CLIENT_SECRET', 'INSTAGRAM_REFRESH_TOKEN'],
    version: '3.x',
  },
  pageIdAsObjectId: { kind: 'pageIdAsObjectId', page: 'Bakery' },
  objectIdOfOther: { kind: 'objectIdOfOther', page: 'Bakery', right: 'instagramId' },
  deadToken: { kind: 'deadToken', page: 'Bakery' },
  endedToken: { kind: 'endedToken', page: 'Bakery', at: END },
  endingToken: { kind: 'endingToken', page: 'Bakery', at: END },
  plainSecret: { kind: 'plainSecret', name: 'INSTAGRAM_REFRESH_TOKEN' },
  trackedFile: { kind: 'trackedFile' },
  notIgnoredFile: { kind: 'notIgnoredFile' },
  moduleOfOtherVersion: { kind: 'moduleOfOtherVersion', module: 'agoras.cli', version: '3.x' },
  publishRemoved: { kind: 'publishRemoved' },
  looseText: { kind: 'looseText', flag: '--text' },
};

export const FAULT_SAMPLES: readonly Fault[] = Object.values(SAMPLES);
