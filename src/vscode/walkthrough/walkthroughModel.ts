import vscode = require('vscode');
import { walkthroughView, type WalkthroughView } from '../../walkthrough/walkthroughView';
import type { AccountStore } from '../accounts/accountStore';
import { unixNow } from '../../base/time';
import { currentAccount } from '../accounts/currentAccount';
import type { FlowProgress } from './flowProgress';
import type { CheckReports } from './checkReports';
import { readWarnDays } from '../settings/windowSettings';
import { placeName } from '../delivery/writtenLocations';

export interface WalkthroughModel {
  /** What there is to show right now. */
  readonly view: () => WalkthroughView;
  readonly onDidChange: (listener: () => void) => vscode.Disposable;
}

/** One source for the tab and the sidebar, so that both agree. */
export function createWalkthroughModel(
  accounts: AccountStore,
  reports: CheckReports,
  flow: FlowProgress,
  workspaceState: vscode.Memento,
): WalkthroughModel {
  return {
    view: () => {
      const account = currentAccount(accounts, workspaceState);
      return walkthroughView({
        account,
        checks: account === undefined ? [] : reports.get(account.id),
        flow: flow.state,
        now: unixNow(),
        warnDays: readWarnDays(),
        locale: vscode.env.language,
        placeName: (place) => vscode.workspace.asRelativePath(placeName(place)),
      });
    },
    onDidChange: (listener) =>
      vscode.Disposable.from(accounts.onDidChange(listener), reports.onDidChange(listener), flow.onDidChange(listener)),
  };
}
