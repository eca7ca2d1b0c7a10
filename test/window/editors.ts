// The editors of the test double: files with unsaved changes.
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { Emitter } from './emitter';

/** In a document, the offset counts; in a newly created position, the column is the offset. */
class Position {
  readonly offset: number;

  constructor(
    readonly line: number,
    column: number,
  ) {
    this.offset = column;
  }
}

class Range {
  constructor(
    readonly start: Position,
    readonly end: Position,
  ) {}
}

interface Replacement {
  readonly uri: { readonly fsPath: string };
  readonly range: Range;
  readonly text: string;
  /** Whether the user is to review it first. */
  readonly isReviewed: boolean;
}

/** A problem, as an editor marks it. */
class Diagnostic {
  constructor(
    readonly range: Range,
    readonly message: string,
  ) {}
}

interface Metadata {
  readonly needsConfirmation: boolean;
}

class WorkspaceEdit {
  readonly replacements: Replacement[] = [];

  replace(uri: Replacement['uri'], range: Range, text: string, metadata?: Metadata): void {
    this.replacements.push({ uri, range, text, isReviewed: metadata?.needsConfirmation === true });
  }
}

/** A file in its editor. */
class Editor {
  readonly encoding = 'utf8';
  readonly eol = 1;
  readonly version = 1;
  readonly isClosed = false;
  readonly uri;

  constructor(
    readonly path: string,
    public text: string,
    public isDirty: boolean,
  ) {
    this.uri = { scheme: 'file', fsPath: path, path, toString: () => pathToFileURL(path).href };
  }

  /** Somebody types at the end of the file. */
  type(text: string): void {
    this.text += text;
    this.isDirty = true;
  }

  getText(): string {
    return this.text;
  }

  positionAt(offset: number): Position {
    return new Position(0, offset);
  }

  save(): Promise<boolean> {
    writeFileSync(this.path, this.text);
    this.isDirty = false;
    return Promise.resolve(true);
  }
}

export class Editors {
  readonly open: Editor[] = [];
  /** The last reviewed edit as shown in the Refactor Preview: the path and the new text of each file. */
  reviewed: (readonly [path: string, text: string])[] = [];
  /** Whether the person applies the previewed edit. */
  agrees = true;
  /** False where VS Code lacks its search program. */
  searches = true;
  /** How often it was searched for files. */
  searchCount = 0;
  /** Files whose changes the person unticks there. */
  readonly unticked = new Set<string>();
  readonly opened = new Emitter<Editor>();
  readonly changed = new Emitter<{ readonly document: Editor; readonly contentChanges: readonly never[] }>();
  /** What is marked in each file. */
  readonly problems = new Map<string, readonly string[]>();
  readonly types = {
    ...{ Position, Range, WorkspaceEdit, EndOfLine: { LF: 1, CRLF: 2 } },
    ...{ Diagnostic, DiagnosticSeverity: { Error: 0, Warning: 1 } },
  };

  /** Somebody opens a file, and whoever watches documents looks at it. */
  show(path: string): void {
    this.opened.fire(this.look(path));
  }

  createDiagnosticCollection(): object {
    return {
      set: ({ fsPath }: Editor['uri'], diagnostics: readonly Diagnostic[]) =>
        this.problems.set(
          fsPath,
          diagnostics.map(({ message }) => message),
        ),
      delete: ({ fsPath }: Editor['uri']) => this.problems.delete(fsPath),
      dispose: () => undefined,
    };
  }

  /** Somebody types at the beginning of a file without saving it. */
  type(path: string, text: string): Editor {
    return this.#open(path, text + readFileSync(path, 'utf8'));
  }

  /** Somebody types at the end of a file without saving it. */
  append(path: string, text: string): Editor {
    return this.#open(path, readFileSync(path, 'utf8') + text);
  }

  /** The document of a file, even if no editor shows it. */
  look(path: string): Editor {
    return (
      this.open.find((editor) => editor.path === path) ??
      this.#open(path, readFileSync(path, 'utf8').replace(/^\uFEFF/, ''), false)
    );
  }

  close(path: string): void {
    this.open.splice(
      this.open.findIndex((editor) => editor.path === path),
      1,
    );
  }

  #open(path: string, text: string, isDirty = true): Editor {
    const editor = new Editor(path, text, isDirty);
    this.open.push(editor);
    if (isDirty) this.changed.fire({ document: editor, contentChanges: [] });
    return editor;
  }

  apply({ replacements }: WorkspaceEdit): Promise<boolean> {
    const isReviewed = replacements.some((replacement) => replacement.isReviewed);
    if (isReviewed) this.reviewed = replacements.map(({ uri, text }) => [uri.fsPath, text]);
    if (isReviewed && !this.agrees) return Promise.resolve(false);
    // From last to first, so that the offsets of earlier replacements stay right.
    for (const { uri, range, text } of [...replacements].sort(
      (one, other) => other.range.start.offset - one.range.start.offset,
    )) {
      if (isReviewed && this.unticked.has(uri.fsPath)) continue;
      const editor = this.open.find((other) => other.uri.fsPath === uri.fsPath);
      if (editor === undefined) return Promise.resolve(false);
      editor.text = editor.text.slice(0, range.start.offset) + text + editor.text.slice(range.end.offset);
      editor.isDirty = true;
    }
    return Promise.resolve(true);
  }
}
