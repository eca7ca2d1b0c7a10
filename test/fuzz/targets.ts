import { graphTarget, jsonTarget } from './graphTarget';
import { redactionTarget } from './redactionTarget';
import { accountListTarget, messageTarget, secretsTarget } from './storeTargets';
import type { FuzzTarget } from './target';

export const FUZZ_TARGETS: readonly FuzzTarget[] = [
  graphTarget,
  jsonTarget,
  messageTarget,
  accountListTarget,
  secretsTarget,
  redactionTarget,
];
