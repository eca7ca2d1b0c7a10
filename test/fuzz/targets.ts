import { dotenvTarget, launchTarget } from './editorTargets';
import { graphTarget, jsonTarget } from './graphTarget';
import { redactionTarget } from './redactionTarget';
import { accountListTarget, messageTarget, secretsTarget } from './storeTargets';
import type { FuzzTarget } from './target';

export const FUZZ_TARGETS: readonly FuzzTarget[] = [
  graphTarget,
  jsonTarget,
  dotenvTarget,
  launchTarget,
  messageTarget,
  accountListTarget,
  secretsTarget,
  redactionTarget,
];
