// What a person does in each proof, and what was there before.
import type { CommandName } from '../../src/shell/ids';
import type { people} from '../sandbox/world';
import { pages, apps } from '../sandbox/world';
import type { Answers } from './person';

export interface Scenario {
  readonly name: string;
  readonly command: CommandName;
  /** The files of the workspace. */
  readonly files: Readonly<Record<string, string>>;
  readonly isRepository?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Runs to its end first: what it leaves is what the command finds. */
  readonly after?: Scenario;
  /** How many days ago that was. */
  readonly daysSince?: number;
  readonly answers: (token: string) => Answers;
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

const page = pages.adaInstagram;

/** Answers for every question that a scenario may meet, but for the destination. */
function answersWith(destination: string, token: string, others: Answers = []): Answers {
  return [
    ...others,
    ['Use a stored app', `App ${apps.demo.id}`],
    ['App ID', apps.demo.id],
    ['App Secret', apps.demo.secret],
    ['Short-lived user token', token],
    ['Choose the Page', page.name],
    ['Which ID', 'Instagram account ID'],
    ['Which Agoras', 'Agoras 1.x'],
    ['Where should', destination],
    ['Git does not ignore', 'Add it to .gitignore'],
  ];
}

const getDotenv: Scenario = {
  name: 'get credentials into a .env',
  command: 'getCredentials',
  files: { '.env': ENV },
  answers: (token) => answersWith('.env', token),
};

export const scenarios: readonly Scenario[] = [getDotenv];

export const person = 'ada' satisfies keyof typeof people;
