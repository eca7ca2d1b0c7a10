import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Bundle {
  readonly bytes: number;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** Nobody notices a start-up that reads no more than this. */
const MOST_STARTUP_BYTES = 16 * 1024;

describe('What ships', () => {
  let folder: string;
  let bundles: Readonly<Record<string, Bundle>>;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'agoras-bundles-'));
    execFileSync(process.execPath, ['esbuild.mjs', '--production', `--out=${folder}`]);
    const meta = JSON.parse(readFileSync(join(folder, 'meta.json'), 'utf8')) as Readonly<Record<string, Bundle>>;
    bundles = Object.fromEntries(
      Object.entries(meta).map(([path, bundle]) => [path.split('/').at(-1) ?? path, bundle]),
    );
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  const inputsOf = (name: string): string[] => {
    const bundle = bundles[name];
    assert.ok(bundle, name);
    return Object.keys(bundle.inputs);
  };

  it('starts with a bundle of 16 KB at most', () => {
    const bytes = bundles['extension.js']?.bytes ?? Infinity;
    console.log(`      extension.js: ${bytes} bytes`);
    assert.ok(bytes <= MOST_STARTUP_BYTES, `${bytes} bytes`);
  });

  it('starts without the network, the schemas, the editors of files and the webviews', () => {
    const packages = inputsOf('extension.js').flatMap(
      (path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [],
    );
    assert.deepEqual([...new Set(packages)], ['@vscode/l10n']);
    const rooms = inputsOf('extension.js').flatMap((path) => /^src\/(\w+)\//.exec(path)?.[1] ?? []);
    assert.deepEqual([...new Set(rooms)].sort(), ['credentials', 'shell', 'words']);
  });

  it('has the cipher for GitHub in a bundle of its own, for those who send something there', () => {
    const isCipher = (path: string) => /tweetnacl|blakejs/.test(path);
    assert.deepEqual(inputsOf('main.js').filter(isCipher), []);
    assert.ok(inputsOf('sealedBox.js').some(isCipher));
    assert.match(readFileSync(join(folder, 'main.js'), 'utf8'), /require\("\.\/sealedBox"\)/);
  });

  it('copies the hundreds of names of VS Code into none of its modules', () => {
    for (const name of ['extension.js', 'main.js']) {
      const code = readFileSync(join(folder, name), 'utf8');
      assert.match(code, /[=,]require\("vscode"\)/, name);
      assert.doesNotMatch(code, /\(require\("vscode"\)/, name);
    }
  });

  it('holds no module twice in one bundle', () => {
    for (const name of ['extension.js', 'main.js', 'sealedBox.js', 'walkthrough.js']) {
      const modules = inputsOf(name).map((path) => path.replace(/^.*node_modules\//, ''));
      assert.equal(new Set(modules).size, modules.length, name);
    }
  });
});
