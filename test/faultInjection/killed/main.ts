// Runs a command in a window of its own process, which ends at one of its steps. Argument: what to run, as JSON.
import type { Cut } from '../../window/steps';
import { answersAlways } from '../../window/userDouble';
import { placesIn, Window } from '../../window/window';
import { scenarios } from '../scenarios';

/** What the process must run. */
export interface KilledRun {
  readonly folder: string;
  readonly url: string;
  readonly scenario: string;
  readonly token: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly cut: Cut;
}

const { folder, url, scenario, token, settings, cut } = JSON.parse(process.argv[2] ?? '') as KilledRun;
const { answers, command } = scenarios.find(({ name }) => name === scenario) ?? {};
if (answers === undefined || command === undefined) throw new Error(`There is no scenario “${scenario}”.`);
const manners = { answerTo: answersAlways(answers(token)), pressUnder: () => undefined };
await new Window({ places: placesIn(folder), url, manners, settings }).run(command, cut);
