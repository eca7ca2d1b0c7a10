// What a report is made of.
import type { DocumentKind } from '../findings/documentKind';
import type { Remedy } from '../findings/finding';

/** `unknown` is no `good`: what could not be asked is never told as safe. `fact`: neither good nor bad. */
export type ItemState = 'error' | 'warning' | 'unknown' | 'good' | 'fact';

export interface ReportItem {
  readonly state: ItemState;
  readonly text: string;
  readonly place?: Place | undefined;
  readonly actions: readonly ReportAction[];
}

/** Where it stands. */
export interface Place {
  /** With the line. */
  readonly label: string;
  readonly uri: string;
  /** Both from 1. */
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

/** The last part of the id of a command. */
type ReportCommand = 'renewToken' | 'checkToken' | 'getCredentials' | 'useInTerminal' | 'writeFlags';

export interface ReportSection {
  readonly id: 'files' | 'agoras' | 'accounts' | 'settings' | 'terminals' | 'elsewhere';
  readonly title: string;
  /** What was looked at. */
  readonly looked: string;
  readonly items: readonly ReportItem[];
}

export interface Report {
  readonly sections: readonly ReportSection[];
  /** How many findings are mended by changing a text: what Fix All does. */
  readonly fixable: number;
  readonly problems: number;
  readonly unknown: number;
}
