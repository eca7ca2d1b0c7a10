// The editors of the double: files with changes that are not saved.
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** Of a document by its offset; in a new one, by line and column, the offset is the column. */
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
  /** It is to be shown before it is made. */
  readonly isReviewed: boolean;
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
  readonly uri;

  constructor(
    readonly path: string,
    public text: string,
    public isDirty: boolean,
  ) {
    this.uri = { scheme: 'file', fsPath: path, toString: () => pathToFileURL(path).href };
  }

  /** Somebody types at its end. */
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
  /** What the last edit would have changed, as the person sees it in the Refactor Preview: file by file, with the new texts. */
  reviewed: (readonly [path: string, text: string])[] = [];
  /** Whether the person applies what they see there. */
  agrees = true;
  readonly types = { Position, Range, WorkspaceEdit, EndOfLine: { LF: 1, CRLF: 2 } };

  /** Somebody types at the beginning of a file, and does not save it. */
  type(path: string, text: string): Editor {
    return this.#open(path, text + readFileSync(path, 'utf8'));
  }

  /** The same at its end. */
  append(path: string, text: string): Editor {
    return this.#open(path, readFileSync(path, 'utf8') + text);
  }

  /** The document of a file; it may have no editor. */
  look(path: string): Editor {
    return (
      this.open.find((editor) => editor.path === path) ??
      this.#open(path, readFileSync(path, 'utf8').replace(/^\uFEFF/, ''), false)
    );
  }

  #open(path: string, text: string, isDirty = true): Editor {
    const editor = new Editor(path, text, isDirty);
    this.open.push(editor);
    return editor;
  }

  apply({ replacements }: WorkspaceEdit): Promise<boolean> {
    const isReviewed = replacements.some((replacement) => replacement.isReviewed);
    if (isReviewed) this.reviewed = replacements.map(({ uri, text }) => [uri.fsPath, text]);
    if (isReviewed && !this.agrees) return Promise.resolve(false);
    // The last first, so that the offsets before it stay right.
    for (const { uri, range, text } of [...replacements].sort(
      (one, other) => other.range.start.offset - one.range.start.offset,
    )) {
      const editor = this.open.find((other) => other.uri.fsPath === uri.fsPath);
      if (editor === undefined) return Promise.resolve(false);
      editor.text = editor.text.slice(0, range.start.offset) + text + editor.text.slice(range.end.offset);
      editor.isDirty = true;
    }
    return Promise.resolve(true);
  }
}
