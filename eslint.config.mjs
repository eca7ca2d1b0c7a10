// The rules of the house. `HOUSE` says which way imports may point, and why.
import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Each room of src: what it may import, and the sentence that a person reads who tries something else. */
const HOUSE = {
  graph: {
    mayImport: [],
    message: 'graph/ talks to the Graph API and knows nothing of what its answers are used for.',
  },
  credentials: {
    mayImport: ['graph'],
    message: 'credentials/ says how a credential is obtained, not where it goes or how it is shown.',
  },
  github: {
    mayImport: ['graph'],
    message: 'github/ talks to GitHub, with the transport and the retries of graph/, and knows not what it sends.',
  },
  words: {
    mayImport: ['graph', 'github', 'credentials'],
    message: 'words/ puts values of the core into sentences and knows no window to show them in.',
  },
  destinations: {
    mayImport: ['credentials'],
    message: 'destinations/ plans text edits: flags in, plan out.',
  },
  walkthrough: {
    mayImport: ['graph', 'credentials', 'words'],
    message: 'walkthrough/ turns state into what a person reads; commands and files are the shell’s.',
  },
  shell: {
    mayImport: ['graph', 'github', 'credentials', 'words', 'destinations', 'walkthrough'],
    message: 'The composition root builds the shell, and the browser side is a program of its own.',
  },
  webview: {
    mayImport: ['walkthrough'],
    message: 'The webview knows only messages: import walkthrough/protocol and nothing else.',
  },
};

const onlyShellKnowsVscode = {
  name: 'vscode',
  message: 'Only src/shell and the composition roots know VS Code; the core takes what it needs as a parameter.',
};
const onlyTransportKnowsFetch = {
  name: 'node-fetch',
  message: 'Only src/graph/transport.ts talks to the network.',
};
const onlyShellTouchesFiles = {
  group: ['node:fs', 'node:fs/*', 'node:child_process', 'fs', 'fs/*', 'child_process'],
  message: 'The core touches no files and starts no processes: the shell does, and passes the text in.',
};
const nothingShippedImportsTests = {
  group: ['**/test/**'],
  message: 'What ships never imports what tests it.',
};
const groundFloor = {
  group: Object.keys(HOUSE).map((room) => `./${room}/**`),
  message: 'secret, redaction and outcome are the ground floor: they import nothing but each other.',
};

/** The imports that a room forbids: everything but the ground floor and what `HOUSE` allows. */
function restrictImports(room, { files = `src/${room}/**/*.ts`, mayFetch = false } = {}) {
  const { mayImport, message } = HOUSE[room];
  const others = Object.keys(HOUSE).filter((other) => other !== room && !mayImport.includes(other));
  const forbidden = [...others.map((other) => `../${other}/**`), '../extension', '../main'];
  const isShell = room === 'shell';
  const paths = [...(isShell ? [] : [onlyShellKnowsVscode]), ...(mayFetch ? [] : [onlyTransportKnowsFetch])];
  return {
    files: [files],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths,
          patterns: [
            {
              group:
                room === 'webview'
                  ? [...forbidden, '../secret', '../walkthrough/*', '!../walkthrough/protocol']
                  : forbidden,
              message,
            },
            nothingShippedImportsTests,
            ...(isShell ? [] : [onlyShellTouchesFiles]),
          ],
        },
      ],
    },
  };
}

export default defineConfig(
  globalIgnores(['dist/', 'out/', 'node_modules/', '.vscode-test/']),
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'A named export has one name everywhere.' },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/no-shadow': 'error',
      'no-console': 'error',
      // A rest sibling is how a field is left out.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      'max-lines': ['error', 300],
      eqeqeq: 'error',
      curly: ['error', 'multi-line'],
    },
  },
  ...Object.keys(HOUSE).map((room) => restrictImports(room)),
  {
    files: ['src/*.ts'],
    ignores: ['src/extension.ts', 'src/main.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { paths: [onlyShellKnowsVscode], patterns: [groundFloor] }],
    },
  },
  restrictImports('graph', { files: 'src/graph/transport.ts', mayFetch: true }),
  {
    files: ['test/sandbox/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['**/src/**'],
              message:
                'The sandbox is written from the Graph API’s documentation; a type shared with the client would hide a shared mistake.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['test/github/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['**/src/**'],
              message: 'This stand-in is written from GitHub’s documentation, and shares no type with the client.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      'no-console': 'off',
      // mocha's describe/it return values that nobody awaits.
      '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: [] }],
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly' } },
  },
);
