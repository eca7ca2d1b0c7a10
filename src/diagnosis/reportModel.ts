// The data types of a report.
import type { DocumentKind } from '../findings/documentKind';
import type { Remedy } from '../findings/finding';

/**
 * `unknown` is not `good`: something that couldn't be checked is never reported as fine. `fact`: neither good nor bad.
 */
export type ItemState = 'error' | 'warning' | 'unknown' | 'good' | 'fact';

export interface ReportItem {
  readonly state: ItemState;
  readonly text: string;
  readonly place?: Place | undefined;
  readonly actions: readonly ReportAction[];
}

/** Where an item's problem is. */
export interface Place {
  /** Includes the line. */
  readonly label: string;
  readonly uri: string;
  /** Line and column count from 1. */
  readonly line: number;
  readonly column: number;
}

export interface ReportAction {
  readonly label: string;
  readonly task: Task;
}

/** What a button does. */
export type Task =
  | {
      readonly kind: 'remedy';
      readonly uri: string;
      readonly documentKind: DocumentKind;
      readonly fingerprint: string;
      readonly remedy: Remedy;
    }
  | { readonly kind: 'command'; readonly command: ReportCommand; readonly account?: string | undefined }
  | { readonly kind: 'setting'; readonly setting: string }
  | { readonly kind: 'saveAll' | 'manageTrust' | 'reload' };

/** The command ID without its `agoras.` prefix. */
type ReportCommand = 'renewToken' | 'checkToken' | 'getCredentials' | 'useInTerminal' | 'writeFlags';

export interface ReportSection {
  readonly id: 'files' | 'agoras' | 'accounts' | 'settings' | 'terminals' | 'elsewhere';
  readonly title: string;
  /** What was checked. */
  readonly looked: string;
  readonly items: readonly ReportItem[];
}

export interface Report {
  readonly sections: readonly ReportSection[];
  /** The number of findings that Fix All can fix by editing text. */
  readonly fixable: number;
  readonly problems: number;
  readonly unknown: number;
}

/** An item that only says something. */
export function statement(state: ItemState, text: string): ReportItem {
  return { state, text, actions: [] };
}
