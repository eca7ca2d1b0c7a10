import type * as vscode from 'vscode';
import type { CommandName, ValueField } from '../settings/manifestIds';

/** What is loaded with the first command or view instead of at start-up. */
export interface Runtime {
  /** `argument`: the command's argument; views pass the ID of an account. */
  readonly run: (command: CommandName, argument: unknown) => Promise<void>;
  readonly values: {
    /**
     * For a launch configuration or task; undefined if it was refused, which the person has been told. `argument`: the
     * command's argument.
     */
    readonly value: (field: ValueField, argument: unknown) => Promise<string | undefined>;
    /** Called before VS Code asks for the values of a launch. */
    readonly launchBegins: (launch: {
      readonly folder: vscode.WorkspaceFolder | undefined;
      readonly configuration: vscode.DebugConfiguration;
    }) => void;
    /** Called when VS Code has resolved the launch; false if a value was asked for but not returned. */
    readonly launchIsFilled: (configuration: vscode.DebugConfiguration) => boolean;
  };
  /** For documents that contain something for Agoras. */
  readonly editor: {
    /** The text was opened or changed. */
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
  /**
   * Offers to rewrite files that were written for another Agoras version or other networks than the settings specify.
   */
  readonly offerRewrite: () => void;
  /** Checks stored tokens that are due, and reminds people of tokens that will expire. */
  readonly watch: () => Promise<void>;
  readonly dispose: () => void;
}

export type LoadRuntime = () => Promise<Runtime>;
