import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PACKAGE_CHECKS } from '../../package/checks';
import { BUNDLED, NOT_BUNDLED } from '../../package/contents';
import { packageVsix, type Package } from '../../package/vsix';

interface Locked {
  readonly version?: string;
  readonly dev?: true;
  readonly devOptional?: true;
}

interface Lock {
  readonly packages: Readonly<Record<string, Locked>>;
}

/** What can be wrong with a package, and the resulting problem: shows that the checks work. */
const SPOILT: readonly (readonly [string, (vsix: Package) => Package, RegExp])[] = [
  ['a warning of vsce', (vsix) => ({ ...vsix, printed: ' WARNING  LICENSE not found' }), /LICENSE not found/],
  ['a file too many', withFile('extension/src/secret.ts', () => ''), /secret\.ts is not meant/],
  ['a file too few', withoutFile('extension/dist/main.js'), /main\.js is missing/],
  ['no icon for the activity bar', withoutFile('extension/media/agoras.svg'), /^media\/agoras\.svg is missing/m],
  ['a link that leads nowhere', withFile('extension/readme.md', (text) => `${text}[x](docs/X.md)`), /docs\/X\.md in/],
  ['too much', (vsix) => ({ ...vsix, packedBytes: new Map([['x', 307_201]]) }), /^307201 bytes$/],
  [
    'a licence without its text',
    withFile('extension/dist/THIRD-PARTY-NOTICES.txt', (text) => text.replaceAll('THE SOFTWARE', '')),
    /^ - cockatiel@/m,
  ],
  [
    'a source map',
    withFile('extension/dist/main.js', (text) => `${text}//# sourceMappingURL=x`),
    /sourceMappingURL in/,
  ],
  [
    'no licence for Open VSX',
    withFile('extension/package.json', (text) => text.replace('"license"', '"licence"')),
    /^license: undefined$/m,
  ],
];

describe('The package that a user installs', () => {
  let folder: string;
  let vsix: Package;

  before(async function () {
    this.timeout(120_000);
    folder = await mkdtemp(join(tmpdir(), 'agoras-vsix-'));
    vsix = await packageVsix(join(folder, 'agoras.vsix'));
  });
  after(() => rm(folder, { recursive: true }));

  for (const { title, problems } of PACKAGE_CHECKS) {
    it(title, () => {
      assert.deepEqual(problems(vsix), []);
    });
  }

  for (const [name, spoil, said] of SPOILT) {
    it(`would be stopped with ${name}`, () => {
      const spoilt = spoil(vsix);
      assert.match(PACKAGE_CHECKS.flatMap(({ problems }) => problems(spoilt)).join('\n'), said);
    });
  }
});

describe('What the package takes from others', () => {
  it('is the expected few, each in the one version that was tried', async () => {
    const manifest = JSON.parse(await readFile('package.json', 'utf8')) as {
      readonly dependencies: Readonly<Record<string, string>>;
    };
    const { packages } = JSON.parse(await readFile('package-lock.json', 'utf8')) as Lock;
    assert.deepEqual(Object.keys(manifest.dependencies).sort(), BUNDLED.asked);
    for (const [name, version] of Object.entries(manifest.dependencies)) {
      assert.match(version, /^\d+\.\d+\.\d+$/, name);
      assert.equal(packages[`node_modules/${name}`]?.version, version, name);
    }
  });

  it('brings nothing else along', async () => {
    const { packages } = JSON.parse(await readFile('package-lock.json', 'utf8')) as Lock;
    // TypeScript is a peer dependency of valibot for compiling; it isn't needed to run.
    const shipped = Object.entries(packages).filter(
      ([path, locked]) => path !== '' && !locked.dev && !locked.devOptional,
    );
    const names = shipped.map(([path]) => path.slice('node_modules/'.length));
    assert.deepEqual(names.sort(), [...BUNDLED.asked, ...BUNDLED.brought, NOT_BUNDLED].sort());
  });
});

function withFile(name: string, change: (text: string) => string): (vsix: Package) => Package {
  return (vsix) => {
    const text = vsix.files.get(name)?.toString() ?? '';
    return { ...vsix, files: new Map(vsix.files).set(name, Buffer.from(change(text))) };
  };
}

function withoutFile(name: string): (vsix: Package) => Package {
  return (vsix) => ({ ...vsix, files: new Map([...vsix.files].filter(([path]) => path !== name)) });
}
