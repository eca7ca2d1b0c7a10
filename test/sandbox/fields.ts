// The `fields` parameter: names, nested braces, `.limit(n)` and `.after(cursor)`.
// https://developers.facebook.com/docs/graph-api/guides/field-expansion
import { fieldsSyntax } from './errors';

export interface FieldRequest {
  readonly name: string;
  readonly modifiers: ReadonlyMap<string, string>;
  readonly children?: readonly FieldRequest[];
}

export function parseFields(text: string): readonly FieldRequest[] {
  const parser = new FieldsParser(text);
  const fields = parser.list();
  parser.expectEnd();
  return fields;
}

/** The inverse, for the `fields` of a `paging.next` that continues a nested edge. */
export function formatFields(fields: readonly FieldRequest[]): string {
  return fields
    .map(({ name, modifiers, children }) => {
      const calls = [...modifiers].map(([modifier, value]) => `.${modifier}(${value})`).join('');
      return name + calls + (children ? `{${formatFields(children)}}` : '');
    })
    .join(',');
}

class FieldsParser {
  private at = 0;

  constructor(private readonly text: string) {}

  list(): readonly FieldRequest[] {
    const fields = [this.field()];
    while (this.skip(',')) fields.push(this.field());
    return fields;
  }

  expectEnd(): void {
    const next = this.peek();
    if (next !== '') this.fail(`Expected end of string instead of "${next}".`);
  }

  private field(): FieldRequest {
    const name = this.take(/[A-Za-z0-9_]+/y);
    if (name === '') this.fail('Expected name.');
    const modifiers = new Map<string, string>();
    this.modifiers(modifiers);
    if (!this.skip('{')) return { name, modifiers };
    const children = this.list();
    if (!this.skip('}')) this.fail('Expected "}".');
    // Both accounts.limit(5){id} and accounts{id}.limit(5) are written in the field.
    this.modifiers(modifiers);
    return { name, modifiers, children };
  }

  private modifiers(into: Map<string, string>): void {
    while (this.skip('.')) {
      const name = this.take(/[a-z_]+/y);
      if (name === '') this.fail('Expected name.');
      if (!this.skip('(')) this.fail('Expected "(".');
      into.set(name, this.take(/[^()]*/y));
      if (!this.skip(')')) this.fail('Expected ")".');
    }
  }

  private peek(): string {
    this.take(/\s*/y);
    return this.text.charAt(this.at);
  }

  private skip(wanted: string): boolean {
    if (this.peek() !== wanted) return false;
    this.at += 1;
    return true;
  }

  private take(pattern: RegExp): string {
    if (!pattern.source.startsWith('\\s')) this.take(/\s*/y);
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }

  private fail(problem: string): never {
    throw fieldsSyntax(problem, this.at, this.text);
  }
}
