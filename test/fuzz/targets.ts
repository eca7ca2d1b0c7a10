import { dotenvTarget, launchTarget } from './editorTargets';
import { graphTarget, jsonTarget } from './graphTarget';
import { redactionTarget } from './redactionTarget';
import { messageTarget, storedAccountsTarget } from './storeTargets';
import type { FuzzTarget } from './target';

export const FUZZ_TARGETS: readonly FuzzTarget[] = [
  graphTarget,
  jsonTarget,
  dotenvTarget,
  launchTarget,
  messageTarget,
  storedAccountsTarget,
  redactionTarget,
];
