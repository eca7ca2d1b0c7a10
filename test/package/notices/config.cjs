// The configuration of `generate-license-file`, which collects the licenses of the bundled packages.
const { realpathSync } = require('node:fs');
const { dirname, join } = require('node:path');

module.exports = {
  // Next to the real node_modules: packaging happens in a copy of the project with a link to it, and the tool treats a
  // linked folder as a separate project whose dependencies aren't wanted.
  inputs: [join(dirname(realpathSync('node_modules')), 'package.json')],
  output: 'dist/THIRD-PARTY-NOTICES.txt',
  overwrite: true,
  ci: true,
  eol: 'lf',
  // These packages contain no license file: the one of l10n is in its repository, the other in its README. Each is for
  // one version, because the next may have another license.
  replace: {
    '@vscode/l10n@0.0.18': 'vscode-l10n.txt',
    'data-uri-to-buffer@4.0.1': 'data-uri-to-buffer.txt',
  },
  // Installed but in no bundle: valibot's optional compiler, and the streams that esbuild.mjs leaves out.
  exclude: ['typescript', 'web-streams-polyfill'],
};
