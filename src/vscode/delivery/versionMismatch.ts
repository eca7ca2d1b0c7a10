import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import type { AgorasVersion } from '../../agoras/flags';
import type { ReadInstalledAgoras } from '../settings/installedAgoras';
import type { NotifyContext } from './notifyDelivered';
import { rewriteFor } from './versionWatch';
import type { SwitchContext } from './switchVersion';

export interface MismatchContext extends SwitchContext {
  readonly follow: NotifyContext['runInBackground'];
  readonly installedAgoras: ReadInstalledAgoras;
}

/** Says, once in a window for each mismatch, that another Agoras is installed than the one that is written for. */
export class VersionMismatch {
  readonly #told = new Set<string>();

  constructor(private readonly context: MismatchContext) {}

  async tell(chosen: AgorasVersion): Promise<void> {
    const installed = await this.context.installedAgoras();
    if (installed === undefined || installed.version === chosen) return;
    const mismatch = `${chosen} ${installed.exact}`;
    if (this.#told.has(mismatch)) return;
    this.#told.add(mismatch);
    const change = l10n.t('Switch to Agoras {0}', installed.version);
    const message = l10n.t(
      'Agoras {0} is installed here, but the credentials are written for Agoras {1}, so it would not find them.',
      installed.exact,
      chosen,
    );
    if ((await vscode.window.showWarningMessage(message, change)) !== change) return;
    this.context.follow(() => rewriteFor(this.context, installed.version));
  }
}
