import * as vscode from 'vscode';
import { walkthroughView, type WalkthroughView } from '../walkthrough/view';
import type { AccountStore } from './accountStore';
import { unixNow } from './clock';
import { currentAccount } from './currentAccount';
import type { FlowProgress } from './flowProgress';
import type { Reports } from './reports';
import { readWarnDays } from './windowSettings';
import { placeName } from './writtenPlaces';

export interface WalkthroughModel {
  /** What there is to show right now. */
  readonly view: () => WalkthroughView;
  readonly onDidChange: (listener: () => void) => vscode.Disposable;
}

/** One source for the tab and the sidebar, so that both agree. */
export function createWalkthroughModel(
  accounts: AccountStore,
  reports: Reports,
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
