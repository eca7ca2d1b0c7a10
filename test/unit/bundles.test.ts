import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUNDLED, NOT_BUNDLED } from '../package/contents';

interface Bundle {
  readonly bytes: number;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/**
 * The limit for what is read at startup without anybody noticing: the initial views, and the watching of accounts and
 * launches.
 */
const MOST_STARTUP_BYTES = 22 * 1024;

/** Read before the first command does anything: what makes it longer has to be worth the wait. */
const MOST_MAIN_BYTES = 524 * 1024;

const SHIPPED = ['extension.js', 'main.js', 'sealedBox.js', 'walkthrough.js', 'reportScript.js'];

/** A `vscode` module that accepts every access, call and extension: enough to load a bundle. */
const ANY_VSCODE = 'module.exports = new Proxy(function () {}, { get: (target, name, all) => all });';

describe('What ships', () => {
  let folder: string;
  let bundles: Readonly<Record<string, Bundle>>;

  before(function () {
    this.timeout(60_000);
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
  const packagesIn = (name: string): string[] => [
    ...new Set(inputsOf(name).flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [])),
  ];

  it('starts with a bundle of 22 KB at most', () => {
    const bytes = bundles['extension.js']?.bytes ?? Infinity;
    console.log(`      extension.js: ${bytes} bytes`);
    assert.ok(bytes <= MOST_STARTUP_BYTES, `${bytes} bytes`);
  });

  it('starts without the network, the schemas, the editors of files and the webviews', () => {
    assert.deepEqual(packagesIn('extension.js'), ['@vscode/l10n']);
    const rooms = inputsOf('extension.js').flatMap((path) => /^src\/(\w+)\//.exec(path)?.[1] ?? []);
    assert.deepEqual([...new Set(rooms)].sort(), [
      'agoras',
      'base',
      'credentials',
      'findings',
      'graph',
      'messages',
      'vscode',
    ]);
  });

  it('has a main bundle of 524 KB at most', () => {
    const bytes = bundles['main.js']?.bytes ?? Infinity;
    console.log(`      main.js: ${bytes} bytes`);
    assert.ok(bytes <= MOST_MAIN_BYTES, `${bytes} bytes`);
  });

  it('leaves out the web streams that every supported Node.js has, and loads without them', function () {
    this.timeout(60_000);
    assert.ok(!packagesIn('main.js').includes(NOT_BUNDLED));
    const vscode = join(folder, 'node_modules', 'vscode');
    mkdirSync(vscode, { recursive: true });
    writeFileSync(join(vscode, 'index.js'), ANY_VSCODE);
    // Nothing is installed outside the project: a bundle that requires more than Node.js fails here.
    execFileSync(process.execPath, [join(folder, 'main.js')]);
  });

  it('holds of others what is written down, and no more: so many notices come with it', () => {
    const packages = new Set(SHIPPED.flatMap(packagesIn));
    assert.deepEqual([...packages].sort(), [...BUNDLED.asked, ...BUNDLED.brought].sort());
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
    for (const name of SHIPPED) {
      const modules = inputsOf(name).map((path) => path.replace(/^.*node_modules\//, ''));
      assert.equal(new Set(modules).size, modules.length, name);
    }
  });
});
