import { cancelled, type Cancelled } from '../../base/outcome';
import type { AgorasProblem } from '../../messages/failures/failureKinds';
import type { ProgramAnswer, ProgramOptions } from './programs';

/** Why a program didn't run to its end. */
export function programProblem(
  { kind }: Exclude<ProgramAnswer, { readonly kind: 'exited' | 'cut' }>,
  program: string,
  { timeoutMilliseconds }: ProgramOptions,
): AgorasProblem | Cancelled {
  switch (kind) {
    case 'notFound':
      return { kind: 'agorasNotInstalled', program };
    case 'notStarted':
      return { kind: 'agorasNotStarted', program };
    case 'timeout':
      return { kind: 'agorasTooSlow', program, seconds: timeoutMilliseconds / 1000 };
    case 'cancelled':
      return cancelled;
  }
}
