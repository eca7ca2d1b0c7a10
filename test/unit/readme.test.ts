import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { visibleStrings } from '../l10n/strings';

interface Manifest {
  readonly homepage: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly default: unknown }>> };
  };
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const words = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Readonly<Record<string, string>>;
const pages = ['README.md', 'SECURITY.md', 'CONTRIBUTING.md', ...readdirSync('docs').map((name) => join('docs', name))];
const read = (page: string) => readFileSync(page, 'utf8');

const titles = manifest.contributes.commands.map(({ title }) => `Agoras: ${words[title.slice(1, -1)] ?? title}`);
const settings = manifest.contributes.configuration.properties;
const ids = manifest.contributes.commands.map(({ command }) => command);

/** The anchors that GitHub and the Marketplace generate for headings. */
function headingsOf(text: string): string[] {
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading);
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe('What is written about the extension', () => {
  for (const page of pages) {
    it(`names in ${page} only what there is: commands, settings, scripts, links and pictures`, () => {
      const text = read(page);
      for (const [, title = ''] of text.matchAll(/\*\*(Agoras: [^*]+)\*\*/g)) assert.ok(titles.includes(title), title);
      for (const [, name = ''] of text.matchAll(/`(agoras\.[\w.]+)`/g)) {
        assert.ok(name in settings || ids.includes(name) || name.startsWith('agoras.cli'), name);
      }
      for (const [, script = ''] of text.matchAll(/npm run ([\w:-]+)/g)) assert.ok(script in manifest.scripts, script);
      const targets = [...text.matchAll(/\]\(([^)]+)\)/g), ...text.matchAll(/(?:src|srcset)="([^"]+)"/g)].map(
        ([, target = '']) => target,
      );
      const files = targets.map((target) => target.replace(`${manifest.homepage.replace(/#.*$/, '')}/raw/HEAD/`, ''));
      for (const target of files.filter((link) => !link.startsWith('https:'))) {
        const [file = '', heading] = target.split('#');
        const named = file === '' ? page : join(dirname(page), file);
        assert.ok(existsSync(named), target);
        if (heading !== undefined) assert.ok(headingsOf(read(named)).includes(heading), target);
      }
    });
  }

  it('tells every setting in the reference, with its default', () => {
    const text = read(join('docs', 'REFERENCE.md'));
    for (const [name, { default: value }] of Object.entries(settings)) {
      const row = text.split('\n').find((line) => line.startsWith(`| \`${name}\``));
      assert.ok(row, name);
      assert.ok(row.includes(value === '' ? '| empty ' : `\`${String(value)}\``), `${name}: ${row}`);
    }
  });

  it('tells every command that the palette shows', () => {
    const hidden = ['for launch.json and tasks.json', 'Show Actions', 'Add the File to .gitignore'];
    const shown = titles.filter((title) => !hidden.some((part) => title.includes(part)));
    const text = read(join('docs', 'REFERENCE.md'));
    for (const title of shown) assert.ok(text.includes(`**${title}**`), title);
  });

  it('quotes only messages that the extension says where it tells what helps', () => {
    const [, table = ''] = read(join('docs', 'USING.md')).split('## When something goes wrong');
    const quotes = [...(table.split('\n## ')[0] ?? '').matchAll(/^\| ([^|]+?) +\|/gm)].map(([, quote = '']) => quote);
    const said = visibleStrings();
    for (const quote of quotes.filter((text) => !/^(?:You read|-+)$/.test(text))) {
      const start = quote.split(/…|“/)[0]?.trim() ?? '';
      assert.ok(
        said.some((text) => text.startsWith(start)),
        quote,
      );
    }
    assert.ok(quotes.length > 8);
  });
});
