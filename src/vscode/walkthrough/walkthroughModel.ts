import vscode = require('vscode');
import { unixNow } from '../../base/time';
import { walkthroughView, type WalkthroughView } from '../../walkthrough/walkthroughView';
import type { AccountList } from '../accounts/accountList';
import type { WorkspaceChoices } from '../accounts/workspaceChoices';
import { displayLocation } from '../delivery/writtenLocations';
import { mayImport } from '../settings/importHint';
import { isFacebookChosen } from '../settings/settings';
import { isRenewalAutomatic, readWarnDays } from '../settings/windowSettings';
import type { CheckReports } from './checkReports';
import type { FlowProgress } from './flowProgress';

export interface WalkthroughModel {
  /** What to show now. */
  readonly view: () => WalkthroughView;
  readonly onDidChange: (listener: () => void) => vscode.Disposable;
}

export interface WalkthroughModelParts {
  readonly list: AccountList;
  readonly workspace: WorkspaceChoices;
  readonly reports: CheckReports;
  readonly progress: FlowProgress;
}

/** A single source for the tab and the sidebar, so that they always agree. */
export function createWalkthroughModel({
  list,
  workspace,
  reports,
  progress,
}: WalkthroughModelParts): WalkthroughModel {
  let canImport = false;
  const found = new vscode.EventEmitter<void>();
  void mayImport().then((may) => {
    canImport = may;
    if (may) found.fire();
  });
  return {
    view: () => {
      const account = workspace.account();
      return walkthroughView({
        accounts: workspace.accounts(),
        canImport,
        postsOnFacebook: isFacebookChosen(),
        checks: account === undefined ? [] : reports.get(account.id),
        flow: progress.state,
        now: unixNow(),
        warnDays: readWarnDays(),
        isAutomatic: isRenewalAutomatic(),
        locale: vscode.env.language,
        locationName: displayLocation,
      });
    },
    onDidChange: (listener) =>
      vscode.Disposable.from(
        list.onDidChange(listener),
        reports.onDidChange(listener),
        progress.onDidChange(listener),
        found.event(listener),
      ),
  };
}
