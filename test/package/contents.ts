/** All files of the VSIX: anything else isn't meant to be in it. */
export const CONTENTS: readonly string[] = [
  '[Content_Types].xml',
  'extension.vsixmanifest',
  'extension/LICENSE.txt',
  'extension/changelog.md',
  'extension/dist/THIRD-PARTY-NOTICES.txt',
  'extension/dist/extension.js',
  'extension/dist/main.js',
  'extension/dist/sealedBox.js',
  'extension/dist/webview/reportScript.js',
  'extension/dist/webview/walkthrough.js',
  'extension/l10n/bundle.l10n.es.json',
  'extension/media/agoras.svg',
  'extension/media/gettingStarted/app.svg',
  'extension/media/gettingStarted/check.svg',
  'extension/media/gettingStarted/credentials.svg',
  'extension/media/gettingStarted/link.svg',
  'extension/media/gettingStarted/permissions.svg',
  'extension/media/gettingStarted/token.svg',
  'extension/media/icon.png',
  'extension/media/walkthrough.css',
  'extension/package.json',
  'extension/package.nls.es.json',
  'extension/package.nls.json',
  'extension/readme.md',
];

/** All third-party packages in the bundles. Adding a dependency is a decision, so it must be added here, too. */
export const BUNDLED: Readonly<Record<'asked' | 'brought', readonly string[]>> = {
  /** Listed in the manifest. */
  asked: [
    '@vscode/l10n',
    'cockatiel',
    'jsonc-parser',
    'lossless-json',
    'morphdom',
    'node-fetch',
    'tweetnacl-sealedbox-js',
    'valibot',
  ],
  /** Their dependencies: those of `node-fetch` and of the sealed boxes. */
  brought: ['blakejs', 'data-uri-to-buffer', 'fetch-blob', 'formdata-polyfill', 'node-domexception', 'tweetnacl'],
};

/** Installed with them, for a Node.js without web streams; esbuild.mjs and the notices leave it out. */
export const NOT_BUNDLED = 'web-streams-polyfill';
