// The lint rules. `ROOMS` and `VSCODE_ROOMS` define which folder may import which, and why.
import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** The rooms (folders) of src: which rooms or single modules each may import, and the message for any other import. */
const ROOMS = {
  base: {
    mayImport: [],
    reason: 'base/ carries all the other rooms, so it needs none of them.',
  },
  http: {
    mayImport: ['base'],
    reason: 'http/ sends requests and reads answers; which API they belong to is for graph/ and github/ to know.',
  },
  graph: {
    mayImport: ['base', 'http'],
    reason: 'graph/ speaks with the Graph API; what its answers are good for is not its business.',
  },
  github: {
    mayImport: ['base', 'http'],
    reason: 'github/ speaks with the GitHub REST API; what it sends there is not its business.',
  },
  edits: {
    mayImport: ['base'],
    reason: 'edits/ plans changes of text: text and values in, plan out.',
  },
  agoras: {
    mayImport: ['base', 'graph/ids', 'edits'],
    reason: 'agoras/ says what each release of Agoras reads and runs, of the Graph API it needs the IDs alone.',
  },
  credentials: {
    mayImport: ['base', 'http', 'graph', 'agoras'],
    reason: 'credentials/ obtains and keeps credentials; where they are written or shown is decided above it.',
  },
  findings: {
    mayImport: ['base', 'edits', 'agoras', 'credentials'],
    reason: 'findings/ reads texts of the workspace and says what is wrong in them; it asks nobody and shows nothing.',
  },
  messages: {
    mayImport: ['base', 'http', 'graph', 'github', 'edits', 'agoras', 'credentials', 'findings'],
    reason: 'messages/ turns results and failures into sentences; showing them is for others.',
  },
  walkthrough: {
    mayImport: ['base', 'graph', 'agoras', 'credentials', 'messages'],
    reason: 'walkthrough/ turns state into HTML; files, commands and the network are out of its reach.',
  },
  diagnosis: {
    mayImport: ['base', 'agoras', 'credentials', 'findings', 'messages', 'walkthrough/buttons', 'walkthrough/markup'],
    reason: 'diagnosis/ turns what was found out about a workspace into a report; finding it out is for src/vscode.',
  },
  webview: {
    mayImport: ['walkthrough/webviewProtocol', 'diagnosis/reportProtocol'],
    reason: 'webview/ runs in a page of its own and shares the message protocol with the extension, nothing else.',
  },
};

/** The rooms of src/vscode, lowest first: each may import those listed before it, and the rooms below vscode. */
const VSCODE_ROOMS = {
  settings: 'settings/ reads what the person has set, and is read by all the others.',
  prompts: 'prompts/ asks and shows progress; what is asked comes in as a parameter.',
  files: 'files/ reads and writes files; what goes into them is planned elsewhere.',
  accounts: 'accounts/ stores accounts; who obtains, shows or writes them comes later.',
  signIn: 'signIn/ brings a token home from the browser and knows no flow around it.',
  destinations: 'destinations/ says of each destination where values go; the writing itself is driven by delivery/.',
  sources: 'sources/ looks for credentials that were there before; taking them over is for questions/ and commands/.',
  delivery: 'delivery/ carries out one write request, whichever command has made it.',
  questions: 'questions/ holds the steps of the flows; commands/ runs them.',
  watch: 'watch/ checks and reminds; it starts no command by import.',
  walkthrough: 'walkthrough/ shows the state in webviews; commands are run by their id.',
  editor: 'editor/ shows what was found in open documents; commands are run by their id.',
  diagnosis: 'diagnosis/ finds out about the whole workspace and shows the report; commands are run by their id.',
  upgrade:
    'upgrade/ brings the files of a workspace to another Agoras; what they need for that is planned below vscode.',
  handover: 'handover/ gives values to what asks VS Code for them; commands/ tells how that ended.',
  commands: 'commands/ is where everything comes together, so only the composition root imports it.',
  startup: 'startup/ is loaded with every window: whatever it imports makes every start slower.',
};

/** The modules of either level that are small enough for startup. */
const STARTUP_IMPORTS = {
  siblings: ['settings', 'accounts'],
  below: ['base', 'credentials', 'findings/documentKind', 'messages'],
};

const BELOW_VSCODE = Object.keys(ROOMS).filter((room) => room !== 'webview');

const noVscode = {
  name: 'vscode',
  message:
    'Only src/vscode and the two composition roots know VS Code; a room below takes what it needs as a parameter.',
};
const noFetch = { name: 'node-fetch', message: 'Only src/http/transport.ts talks to the network.' };
const noFiles = {
  regex: '^(?:node:)?(?:fs|child_process)(?:/|$)',
  message: 'Only src/vscode touches files and starts programs, and passes in what it has read.',
};
const noTests = { group: ['**/test/**'], message: 'What ships never imports what tests it.' };

/** Forbids imports from `rooms`, except for those in `allowed`. `up`: the path out of the room, as a pattern. */
function onlyThese(up, rooms, allowed, message) {
  const exceptions = allowed.map((target) => (target.includes('/') ? `${target}$` : `${target}/`));
  const except = exceptions.length === 0 ? '' : `(?!${exceptions.join('|')})`;
  return { regex: `^${up}${except}(?:(?:${rooms.join('|')})/|(?:extension|main)$)`, message };
}

function importRules(files, paths, patterns) {
  return {
    files: [files],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { paths, patterns: [...patterns, noTests] }] },
  };
}

const roomNames = [...Object.keys(ROOMS), 'vscode'];
const rulesOfRooms = Object.entries(ROOMS).flatMap(([room, { mayImport, reason }]) => {
  const others = roomNames.filter((other) => other !== room);
  const patterns = [onlyThese(String.raw`(?:\.\./)+`, others, mayImport, reason), noFiles];
  return [
    importRules(`src/${room}/**/*.ts`, [noVscode, noFetch], patterns),
    ...(room === 'http' ? [importRules('src/http/transport.ts', [noVscode], patterns)] : []),
  ];
});

const vscodeRoomNames = Object.keys(VSCODE_ROOMS);
const rulesOfVscodeRooms = vscodeRoomNames.map((room, index) => {
  const isStartup = room === 'startup';
  const siblings = isStartup ? STARTUP_IMPORTS.siblings : vscodeRoomNames.slice(0, index);
  const below = isStartup ? STARTUP_IMPORTS.below : BELOW_VSCODE;
  const others = vscodeRoomNames.filter((other) => other !== room);
  return importRules(
    `src/vscode/${room}/**/*.ts`,
    [noFetch],
    [
      onlyThese(String.raw`\.\./`, others, siblings, VSCODE_ROOMS[room]),
      onlyThese(String.raw`\.\./\.\./`, roomNames, below, VSCODE_ROOMS[room]),
    ],
  );
});

/** For folders that have no rule yet. */
const unknownRoom = {
  regex: String.raw`^\.\./`,
  message: 'This folder has no rule yet: say in eslint.config.mjs what it may import, and why.',
};

/** The stand-ins for Meta, GitHub and Agoras share no types with the client: they could hide a shared mistake. */
const rulesOfStandIns = ['sandbox', 'github', 'agoras'].map((folder) => ({
  files: [`test/${folder}/**/*.ts`],
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            group: ['**/src/**'],
            message:
              'This stand-in is written from the documentation of the service and shares nothing with the client.',
          },
        ],
      },
    ],
  },
}));

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
      '@typescript-eslint/no-import-type-side-effects': 'error',
      'no-duplicate-imports': 'error',
      // For `import vscode = require('vscode')`: with `import * as`, esbuild would copy every name of the module.
      '@typescript-eslint/no-require-imports': ['error', { allowAsImport: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/no-shadow': 'error',
      'no-console': 'error',
      // Destructuring with a rest element is how a field is omitted.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      // Only a warning: one long table is better than several files with parts of it.
      'max-lines': ['warn', 400],
      eqeqeq: 'error',
      curly: ['error', 'multi-line'],
    },
  },
  importRules('src/**/*.ts', [noVscode, noFetch], [unknownRoom, noFiles]),
  importRules('src/{extension,main}.ts', [noFetch], [noFiles]),
  ...rulesOfRooms,
  ...rulesOfVscodeRooms,
  ...rulesOfStandIns,
  {
    files: ['test/**/*.ts'],
    rules: {
      'no-console': 'off',
      // mocha's `describe` and `it` return values that nobody awaits.
      '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: [] }],
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly' } },
  },
);
