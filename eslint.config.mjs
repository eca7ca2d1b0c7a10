// The rules of the house. The zones below say which way imports may point, and why.
import js from '@eslint/js';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const coreFolders = ['graph', 'credentials', 'words', 'destinations', 'walkthrough'];

/** What each folder of src may not import, with the sentence that a person reads. */
const zones = [
  {
    target: 'src/graph',
    from: [
      'src/credentials',
      'src/words',
      'src/destinations',
      'src/walkthrough',
      'src/shell',
      'src/webview',
      'src/extension.ts',
    ],
    message: 'graph/ talks to the Graph API and knows nothing of what its answers are used for.',
  },
  {
    target: 'src/credentials',
    from: ['src/words', 'src/destinations', 'src/walkthrough', 'src/shell', 'src/webview', 'src/extension.ts'],
    message: 'credentials/ says how a credential is obtained, not where it goes or how it is shown.',
  },
  {
    target: 'src/words',
    from: ['src/destinations', 'src/walkthrough', 'src/shell', 'src/webview', 'src/extension.ts'],
    message: 'words/ puts values of the core into sentences and knows no window to show them in.',
  },
  {
    target: 'src/destinations',
    from: ['src/graph', 'src/words', 'src/walkthrough', 'src/shell', 'src/webview', 'src/extension.ts'],
    message: 'destinations/ plans text edits: flags in, plan out.',
  },
  {
    target: 'src/walkthrough',
    from: ['src/destinations', 'src/shell', 'src/webview', 'src/extension.ts'],
    message: 'walkthrough/ turns state into what a person reads; commands and files are the shell’s.',
  },
  {
    target: 'src/shell',
    from: ['src/extension.ts', 'src/webview'],
    message: 'The composition root builds the shell, never the other way round.',
  },
  {
    target: 'src/webview',
    from: [
      'src/graph',
      'src/credentials',
      'src/words',
      'src/destinations',
      'src/shell',
      'src/extension.ts',
      'src/secret.ts',
    ],
    message: 'The webview knows only messages: import walkthrough/protocol and nothing else.',
  },
  {
    target: ['src/secret.ts', 'src/outcome.ts', 'src/redaction.ts'],
    from: 'src',
    except: ['secret.ts', 'outcome.ts', 'redaction.ts'],
    message: 'secret, redaction and outcome are the ground floor: they import nothing but each other.',
  },
  {
    target: 'src',
    from: 'test',
    message: 'What ships never imports what tests it.',
  },
  {
    target: 'test/sandbox',
    from: 'src',
    message:
      'The sandbox is written from the Graph API’s documentation; a type shared with the client would hide a shared mistake.',
  },
];

const onlyShellKnowsVscode = {
  name: 'vscode',
  message: 'Only src/shell and src/extension.ts know VS Code; the core takes what it needs as a parameter.',
};
const onlyTransportKnowsFetch = {
  name: 'node-fetch',
  message: 'Only src/graph/transport.ts talks to the network.',
};

export default defineConfig(
  globalIgnores(['dist/', 'out/', 'node_modules/', '.vscode-test/']),
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    plugins: { 'import-x': importX },
    languageOptions: { parserOptions: { projectService: true } },
    settings: {
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.mjs', '.js'] })],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
    },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-cycle': 'error',
      'import-x/no-default-export': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/no-shadow': 'error',
      'no-console': 'error',
      // A rest sibling is how a field is left out.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      eqeqeq: 'error',
      curly: ['error', 'multi-line'],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { paths: [onlyTransportKnowsFetch] }] },
  },
  {
    files: [...coreFolders.map((folder) => `src/${folder}/**/*.ts`), 'src/webview/**/*.ts', 'src/*.ts'],
    ignores: ['src/extension.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: [onlyShellKnowsVscode, onlyTransportKnowsFetch],
          patterns: [
            {
              group: ['node:fs', 'node:fs/*', 'node:child_process', 'fs', 'fs/*', 'child_process'],
              message: 'The core touches no files and starts no processes: the shell does, and passes the text in.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['src/graph/transport.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { paths: [onlyShellKnowsVscode] }] },
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
