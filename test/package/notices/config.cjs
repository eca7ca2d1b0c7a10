// How `generate-license-file` collects the licences of what is in the bundles.
const { realpathSync } = require('node:fs');
const { dirname, join } = require('node:path');

module.exports = {
  // Beside the real node_modules: a package is made in a copy of the project with a link to it, and what is only linked
  // the tool takes for a project of its own, with dependencies that are not asked for.
  inputs: [join(dirname(realpathSync('node_modules')), 'package.json')],
  output: 'dist/THIRD-PARTY-NOTICES.txt',
  overwrite: true,
  ci: true,
  eol: 'lf',
  // These have no file with their licence: that of l10n is in its repository, the other in its README. Each goes with
  // one version, as the next may come under another licence.
  replace: {
    '@vscode/l10n@0.0.18': 'vscode-l10n.txt',
    'data-uri-to-buffer@4.0.1': 'data-uri-to-buffer.txt',
  },
  // Installed with the others, and in no bundle: what valibot would like to be compiled with, and the streams that
  // esbuild.mjs leaves out.
  exclude: ['typescript', 'web-streams-polyfill'],
};
