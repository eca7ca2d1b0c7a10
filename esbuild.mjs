// Builds the extension (dist/) and, with --tests, its tests (out/).
// `--watch` rebuilds on change, `--production` minifies and omits source maps, `--out=FOLDER` builds the extension into
// another folder, with a `meta.json` that lists the contents of each bundle.
import { build, context } from 'esbuild';
import { writeFile } from 'node:fs/promises';

const flags = new Set(process.argv.slice(2));
const production = flags.has('--production');
const elsewhere = [...flags].find((flag) => flag.startsWith('--out='))?.slice('--out='.length);
const dist = elsewhere ?? 'dist';

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  sourcesContent: false,
  legalComments: 'none',
  logLevel: 'warning',
  target: 'es2022',
};

/** @type {import('esbuild').BuildOptions} */
const nodeSide = {
  ...common,
  platform: 'node',
  // Node.js reads UTF-8, and an escaped quotation mark takes twice the space.
  charset: 'utf8',
  target: 'node20',
  // Prefers ES modules: bundlers can't see the requires in jsonc-parser's UMD build.
  mainFields: ['module', 'main'],
  // Its browser build is an ES module, so unused code is dropped, and it reads no files: VS Code passes the translations.
  alias: { '@vscode/l10n': '@vscode/l10n/dist/browser.js' },
};

/** @type {import('esbuild').BuildOptions[]} */
const shipped = [
  // `extension.js` loads `main.js` when it is first needed, and that loads `sealedBox.js`, each from the same folder.
  {
    ...nodeSide,
    entryPoints: ['src/extension.ts'],
    outdir: dist,
    format: 'cjs',
    external: ['vscode', './main'],
    // Turns `import()` into `require()`: the ES module loader wouldn't find a file without its extension.
    supported: { 'dynamic-import': false },
  },
  {
    ...nodeSide,
    entryPoints: ['src/main.ts'],
    outdir: dist,
    format: 'cjs',
    // `node-fetch` loads its multipart parser only for `formData()`, which isn't used. `fetch-blob` loads the polyfill if
    // Node.js has no web streams, but every supported VS Code has them: its 60 KB would be read for nothing.
    external: ['vscode', './sealedBox', 'web-streams-polyfill/*', './utils/multipart-parser.js'],
    supported: { 'dynamic-import': false },
  },
  {
    ...nodeSide,
    entryPoints: ['src/github/sealedBox.ts'],
    outdir: dist,
    format: 'cjs',
  },
  {
    ...common,
    entryPoints: ['src/webview/walkthrough.ts', 'src/webview/reportScript.ts'],
    outdir: `${dist}/webview`,
    format: 'iife',
    platform: 'browser',
  },
];

/** @type {import('esbuild').BuildOptions} */
const testSide = { ...nodeSide, alias: {}, outdir: 'out', outbase: '.', packages: 'external' };

/** @type {import('esbuild').BuildOptions[]} */
const tests = [
  {
    ...testSide,
    entryPoints: [
      'test/unit/**/*.test.ts',
      'test/people/**/*.test.ts',
      'test/**/main.ts',
      'test/mutation/runner.ts',
      'test/run/peopleHooks.ts',
    ],
    format: 'esm',
    // Shared modules exist once, so that a runner knows the workbenches that a test opened.
    splitting: true,
    chunkNames: 'test/shared/[name]-[hash]',
    outExtension: { '.js': '.mjs' },
  },
  {
    ...testSide,
    entryPoints: [
      'test/host/index.ts',
      'test/host/**/*.test.ts',
      'test/extensions/**/extension.ts',
      'test/bench/startup/activations.ts',
    ],
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
  },
  // A folder needs its manifest for VS Code to load it as an extension.
  { ...testSide, entryPoints: ['test/extensions/**/package.json'], loader: { '.json': 'copy' } },
];

const wanted = flags.has('--tests') ? [...shipped, ...tests] : shipped;

if (flags.has('--watch')) {
  for (const options of wanted) await (await context({ ...options, logLevel: 'info' })).watch();
} else {
  const built = await Promise.all(wanted.map((options) => build({ ...options, metafile: true })));
  if (elsewhere !== undefined) {
    const outputs = Object.assign({}, ...built.map(({ metafile }) => metafile.outputs));
    await writeFile(`${elsewhere}/meta.json`, JSON.stringify(outputs));
  }
}
