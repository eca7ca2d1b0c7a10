import type * as vscode from 'vscode';
import type { CommandName, ValueField } from '../settings/manifestIds';

/** What is loaded with the first command or view, and not at start-up. */
export interface Runtime {
  /** `argument`: of the command; views give the id of an account. */
  readonly run: (command: CommandName, argument: unknown) => Promise<void>;
  readonly values: {
    /** For a launch configuration or task; undefined when it is refused, which was told. `argument`: of the command. */
    readonly value: (field: ValueField, argument: unknown) => Promise<string | undefined>;
    /** Before VS Code asks for the values of a launch. */
    readonly launchBegins: (launch: {
      readonly folder: vscode.WorkspaceFolder | undefined;
      readonly configuration: vscode.DebugConfiguration;
    }) => void;
    /** VS Code has filled the launch in; false where a value was asked for and not given. */
    readonly launchIsFilled: (configuration: vscode.DebugConfiguration) => boolean;
  };
  /** For documents that have something of Agoras in them. */
  readonly editor: {
    /** The text has come, or has changed. */
    readonly look: (document: vscode.TextDocument) => void;
    readonly hover: (document: vscode.TextDocument, position: vscode.Position) => Promise<vscode.Hover | undefined>;
    readonly actions: (
      document: vscode.TextDocument,
      range: vscode.Range,
      only: vscode.CodeActionKind | undefined,
    ) => vscode.CodeAction[];
  };
  readonly resolveSidebar: (view: vscode.WebviewView) => void;
  readonly restorePanel: (panel: vscode.WebviewPanel) => void;
  /** The settings name another Agoras than files were written for, or other networks of it. */
  readonly offerRewrite: () => void;
  /** Checks the stored tokens that are due, and reminds of ends that have come near. */
  readonly watch: () => Promise<void>;
  readonly dispose: () => void;
}

export type LoadRuntime = () => Promise<Runtime>;
