import type * as vscode from 'vscode';
import type { CommandName, ValueField } from '../settings/manifestIds';

/** What is loaded with the first command or view, and not at start-up. */
export interface Runtime {
  /** `argument`: of the command; views give the id of an account. */
  readonly run: (command: CommandName, argument: unknown) => Promise<void>;
  /** The value of a field for a launch configuration or task; undefined when it is refused, which was told. */
  readonly value: (field: ValueField) => Promise<string | undefined>;
  readonly resolveSidebar: (view: vscode.WebviewView) => void;
  readonly restorePanel: (panel: vscode.WebviewPanel) => void;
  /** The settings name another Agoras than files were written for, or other networks of it. */
  readonly offerRewrite: () => void;
  /** Checks the stored tokens that are due, and reminds of ends that have come near. */
  readonly watch: () => Promise<void>;
  readonly dispose: () => void;
}

export type LoadRuntime = () => Promise<Runtime>;
