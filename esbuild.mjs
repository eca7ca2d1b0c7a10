// Builds what ships (dist/) and, with --tests, what tests it (out/).
// `--watch` rebuilds on change, `--production` minifies and leaves source maps out, `--out=FOLDER` builds what ships
// elsewhere, with a `meta.json` that says what each bundle holds.
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
  // As Node.js reads it: an escaped quotation mark takes twice the room.
  charset: 'utf8',
  target: 'node20',
  // The ESM build first: jsonc-parser's UMD build hides its own requires from bundlers.
  mainFields: ['module', 'main'],
  // Its build for browsers is an ES module, of which only what is used is taken, and reads no files: VS Code hands over
  // the translations.
  alias: { '@vscode/l10n': '@vscode/l10n/dist/browser.js' },
};

/** @type {import('esbuild').BuildOptions[]} */
const shipped = [
  // Start-up loads `main.js` when it is first needed, and that one `sealedBox.js`: to each the next is a file beside it.
  {
    ...nodeSide,
    entryPoints: ['src/extension.ts'],
    outdir: dist,
    format: 'cjs',
    external: ['vscode', './main'],
    // `import()` becomes `require()`: the loader of ES modules would not find a file without its ending.
    supported: { 'dynamic-import': false },
  },
  {
    ...nodeSide,
    entryPoints: ['src/main.ts'],
    outdir: dist,
    format: 'cjs',
    // Nor does `node-fetch` need its parser of multipart bodies, which only `formData()` would load.
    // `fetch-blob` asks for the polyfill where Node.js has no web streams. Every VS Code that we run in has them: the 60 KB
    // would be read for nothing at each first command.
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
    // One copy of what they share: a runner then knows the workbenches that a test opened.
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
  // VS Code takes a folder for an extension by its manifest.
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
