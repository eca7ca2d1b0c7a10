import { createContext, Script } from 'node:vm';
import fc from 'fast-check';

/**
 * The limit for a single input. On the busiest computer, only a reader that never ends or takes quadratic time needs as
 * long: for the longest inputs of {@link FuzzTarget}s, a megabyte, that is more than a quarter of an hour.
 */
const LONGEST_MILLISECONDS = 60_000;
/** After this time, a crash is reported as far as it was shrunk. */
const LONGEST_SHRINKING_MILLISECONDS = 60_000;

export interface FuzzRound {
  readonly executions: number;
  /** Undefined if there was no crash. */
  readonly crash?: { readonly input: string; readonly reason: string };
}

/** A part of the extension that reads external data. */
export interface FuzzTarget {
  readonly name: string;
  /** Feeds it this many inputs; the same seed gives the same inputs. */
  readonly round: (seed: number, inputs: number) => FuzzRound;
}

/** A target: its inputs, and what must be true for each of them. */
export function fuzzTarget<Input>(
  name: string,
  inputs: fc.Arbitrary<Input>,
  oracle: (input: Input) => void,
): FuzzTarget {
  return {
    name,
    round: (seed, numRuns) => {
      let executions = 0;
      const property = fc.property(inputs, (input) => {
        executions++;
        runGuarded(() => {
          oracle(input);
        });
      });
      const details = fc.check(property, { seed, numRuns, interruptAfterTimeLimit: LONGEST_SHRINKING_MILLISECONDS });
      if (!details.failed) return { executions };
      const reason = details.errorInstance;
      return {
        executions,
        crash: {
          input: fc.stringify(details.counterexample?.[0]),
          reason: reason instanceof Error ? (reason.stack ?? reason.message) : String(reason),
        },
      };
    },
  };
}

const context = createContext({ run: undefined });
const script = new Script('run()');

/** Runs a synchronous function that might loop forever or modify `Object.prototype`. */
function runGuarded(run: () => void): void {
  context['run'] = run;
  const before = Reflect.ownKeys(Object.prototype);
  script.runInContext(context, { timeout: LONGEST_MILLISECONDS });
  const added = Reflect.ownKeys(Object.prototype).filter((key) => !before.includes(key));
  for (const key of added) Reflect.deleteProperty(Object.prototype, key);
  if (added.length > 0) throw new Error(`Object.prototype got ${added.map(String).join(', ')}`);
}
