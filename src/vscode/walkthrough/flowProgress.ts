import vscode = require('vscode');
import { redact } from '../../base/redaction';
import type { AppId } from '../../graph/ids';
import type { FlowState } from '../../walkthrough/walkthroughView';
import type { WalkthroughStepId } from '../../walkthrough/webviewProtocol';
import type { Action } from '../../messages/failures/failureMessage';
import type { CommandEnd } from '../prompts/commandEnd';
import { describeCommandFailure } from '../../messages/failures/commandFailures';

/** Says that a step of the command has begun, and which app it is about, as far as that is known. */
export type BeginStep = (step: WalkthroughStepId, appId?: AppId) => void;

/** One run of a command: it may have been overtaken by another. */
interface Run {
  step: WalkthroughStepId | undefined;
  appId: AppId | undefined;
}

/** Where the command that was started last stands, for the views that show it. Its words never hold a secret. */
export class FlowProgress implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  #state: FlowState = { kind: 'idle' };
  #current: Run | undefined;

  get state(): FlowState {
    return this.#state;
  }

  dispose(): void {
    this.#changed.dispose();
  }

  /** Follows a command to its end. A failure stays until the next command begins, or this one goes on. */
  async track(body: (begin: BeginStep) => Promise<CommandEnd>): Promise<CommandEnd> {
    const run: Run = { step: undefined, appId: undefined };
    return this.#watch(run, () =>
      body((step, appId) => {
        this.#current = run;
        run.step = step;
        run.appId = appId;
        this.#set({ kind: 'running', step, appId });
      }),
    );
  }

  async #watch(run: Run, body: () => Promise<CommandEnd>): Promise<CommandEnd> {
    try {
      const end = await body();
      if (end.kind !== 'failed') {
        this.#tell(run, { kind: 'idle' });
        return end;
      }
      const { headline, reason, nextStep, action } = describeCommandFailure(end.failure);
      if (run.step !== undefined) {
        const step = stepToMend(action) ?? run.step;
        const words = redact(`${headline} ${reason} ${nextStep}`);
        this.#tell(run, { kind: 'failed', step, appId: run.appId, reason: words });
      }
      const { resume } = end;
      if (resume === undefined) return end;
      return { ...end, resume: (pressed) => this.#watch(run, () => resume(pressed)) };
    } catch (bug) {
      this.#tell(run, { kind: 'idle' });
      throw bug;
    }
  }

  /** A run that was overtaken has nothing more to say. */
  #tell(run: Run, state: FlowState): void {
    if (this.#current === run) this.#set(state);
  }

  #set(state: FlowState): void {
    this.#state = state;
    this.#changed.fire();
  }
}

/** What the button under the message mends; undefined where it is the step that has failed. */
function stepToMend(action: Action): WalkthroughStepId | undefined {
  switch (action) {
    case 'enterAppId':
    case 'enterAppSecret':
    case 'openAppDashboard':
      return 'app';
    case 'enterToken':
      return 'token';
    case 'choosePage':
    case 'typePageId':
      return 'page';
    case 'openPageSettings':
      return 'link';
    default:
      return undefined;
  }
}
