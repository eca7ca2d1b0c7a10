// What a person does in each scenario, and the state before.
import type { CommandName } from '../../src/vscode/settings/manifestIds';
import type { PageTokenExchange } from '../sandbox/tokens';
import { apps, pages } from '../sandbox/world';
import type { Answers } from '../window/userDouble';

export interface Scenario {
  readonly name: string;
  /** `look`: the hourly check of a window, which nobody starts. */
  readonly command: CommandName | 'look';
  /** What Facebook does with a Page token; `permanent` if not given. */
  readonly pageTokenExchange?: PageTokenExchange;
  /** The initial state: these files in the workspace, or what another scenario has left. */
  readonly from: Files | { readonly scenario: Scenario; readonly daysAgo: number; readonly agesTokens?: boolean };
  /** Whether an Agoras is installed. */
  readonly hasAgoras?: boolean;
  /** Whether tokens stay in files when the account is forgotten. */
  readonly keepsFiles?: boolean;
  /** `token`: a new short-lived token. */
  readonly answers: (token: string) => Answers;
}

interface Files {
  readonly files: Readonly<Record<string, string>>;
  /** Whether the workspace is a Git repository. */
  readonly isRepository: boolean;
}

const ENV = '# mine\r\nexport OTHER="a b" # kept\r\n\r\nLAST=1';
const LAUNCH = `{
\t// mine
\t"version": "0.2.0",
\t"configurations": [
\t\t{ "name": "Mine", "type": "node", "request": "launch" }, // the last
\t],
}
`;

/** Answers to every possible question; `others` have priority. */
function answersWith(others: Answers): (token: string) => Answers {
  return (token) => [
    ...others,
    ['Use a stored app', `App ${apps.demo.id}`],
    ['App ID', apps.demo.id],
    ['App Secret', apps.demo.secret],
    ['Sign in with Facebook, or paste', 'Paste a short-lived token'],
    ['Short-lived user token', token],
    ['Choose the Page', pages.adaInstagram.name],
    ['Which version', 'Agoras 1.x'],
    ['Which ID', 'Instagram account ID'],
    ['Where should', '.env'],
    ['Git doesn’t ignore', 'Add it to .gitignore'],
    // If waiting for Git is ended, the user must say what to do.
    ['Git can’t tell whether it ignores', 'Write Anyway'],
    ['Forget the credentials', 'Forget and Remove What Was Written'],
    ['Which credentials', '.env'],
    [`App Secret of the app ${apps.demo.id}`, apps.demo.secret],
    [`“${pages.adaInstagram.name}”: keep`, 'Keep it up to date'],
  ];
}

const obtain = (name: string, files: Files['files'], others: Answers, isRepository = false): Scenario => ({
  name,
  command: 'getCredentials',
  from: { files, isRepository },
  answers: answersWith(others),
});

const onward = (
  name: string,
  command: CommandName,
  scenario: Scenario,
  others: Answers = [],
  daysAgo = 0,
): Scenario => ({ name, command, from: { scenario, daysAgo }, answers: answersWith(others) });

const intoDotenv = obtain('get credentials into a .env', { '.env': ENV }, []);
const intoBoth = obtain(
  'get credentials into a launch.json that reads a .env',
  { '.vscode/launch.json': LAUNCH, 'notes.txt': 'mine' },
  [['Where should', 'launch.json with']],
);
const keptOnly = obtain('get credentials and only keep them', { '.env': ENV }, [['Where should', 'Only keep']]);

const untilRenewed: Scenario = {
  ...obtain('get credentials that end into a launch.json that reads a .env', { '.vscode/launch.json': LAUNCH }, [
    ['Which version', 'Agoras 3.x'],
    ['Where should', 'launch.json with'],
  ]),
  pageTokenExchange: 'refused',
};
const renewedByItself: Scenario = {
  ...onward('renew without anybody’s doing', 'renewToken', untilRenewed),
  command: 'look',
  from: { scenario: untilRenewed, daysAgo: 31, agesTokens: true },
  pageTokenExchange: 'refused',
};

const keptFiles: Scenario = {
  ...onward('forget, and keep files', 'forgetCredentials', intoBoth, [['Forget the credentials', 'Forget']]),
  keepsFiles: true,
};
const leftInDotenv = onward('forget, and keep the .env', 'forgetCredentials', intoDotenv, [
  ['Forget the credentials', 'Forget'],
]);
/** The .env existed before. */
const importing = (name: string, from: Scenario): Scenario => ({
  ...onward(name, 'importCredentials', from),
  keepsFiles: true,
});
const imported = importing('import what a .env has', leftInDotenv);

const renewedByLogin = onward('renew with a new login', 'renewToken', intoBoth);
const forgotten = onward('forget and clear files', 'forgetCredentials', intoBoth);

/** Each of them is cut at every step. */
export const scenarios: readonly Scenario[] = [
  intoDotenv,
  obtain('get credentials into a new .env of a repository', { '.gitignore': '*.log' }, [], true),
  intoBoth,
  obtain('get credentials into a new launch.json', {}, [['Where should', 'launch.json']]),
  keptOnly,
  onward('get credentials again', 'getCredentials', intoDotenv),
  onward('write flags to a .env', 'writeFlags', keptOnly),
  onward('write flags to both for another Agoras', 'writeFlags', intoDotenv, [
    ['Which version', 'Agoras 2.x'],
    ['Where should', 'launch.json with'],
  ]),
  onward('renew with what is stored', 'renewToken', intoBoth, [], 30),
  renewedByLogin,
  renewedByItself,
  forgotten,
  keptFiles,
  imported,
  importing('import what a .env of Agoras 2.x has', {
    ...leftInDotenv,
    from: {
      scenario: obtain('get credentials for Agoras 2.x', { '.env': ENV }, [['Which version', 'Agoras 2.x']]),
      daysAgo: 0,
    },
  }),
  { ...onward('prove with the installed Agoras', 'proveWithAgoras', intoDotenv), hasAgoras: true },
];

/** Enough for everyday runs: one for each command that writes. */
export const everyDayScenarios: readonly Scenario[] = [intoBoth, imported, renewedByLogin, renewedByItself, forgotten];

/** What a person does who wants to remove everything. */
export const forgetEverything = { command: 'forgetCredentials', answers: answersWith([]) } as const;
