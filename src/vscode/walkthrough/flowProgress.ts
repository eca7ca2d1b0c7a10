import vscode = require('vscode');
import { redact } from '../../base/redaction';
import type { AppId } from '../../graph/ids';
import type { FlowState } from '../../walkthrough/walkthroughView';
import type { WalkthroughStepId } from '../../walkthrough/webviewProtocol';
import type { Action } from '../../messages/failures/failureMessage';
import type { CommandEnd } from '../prompts/commandEnd';
import { describeCommandFailure } from '../../messages/failures/commandFailures';

/** Reports that a step of the command has started, with the app if it is known. */
export type BeginStep = (step: WalkthroughStepId, appId?: AppId) => void;

/** A run of a command, which may have been superseded by another. */
interface Run {
  step: WalkthroughStepId | undefined;
  appId: AppId | undefined;
}

/** The progress of the most recently started command, for the views that show it. Its text never contains a secret. */
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

  /** Tracks a command to its end. A failure stays until this command continues or another starts. */
  async track(body: (begin: BeginStep) => Promise<CommandEnd>): Promise<CommandEnd> {
    const run: Run = { step: undefined, appId: undefined };
    return this.#watch(run, () =>
      body((step, appId) => {
        const isKnown = this.#current === run && run.step === step && run.appId === appId;
        // Pages arrive in many batches, and each says that the question for the Page has begun.
        if (isKnown && this.#state.kind === 'running') return;
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

  /** A superseded run no longer changes the state. */
  #tell(run: Run, state: FlowState): void {
    if (this.#current === run) this.#set(state);
  }

  #set(state: FlowState): void {
    this.#state = state;
    this.#changed.fire();
  }
}

/** The step that the button below the message leads to; undefined if it is the step that failed. */
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
