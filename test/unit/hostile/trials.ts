import assert from 'node:assert/strict';

/** Each by the words that a report calls it by. */
type Inputs<T> = Readonly<Record<string, T>>;

export interface Trials {
  /**
   * One test that tries every input; `harmless` says, by not throwing, that it was refused or taken for mere text. All
   * are tried, whatever the first did.
   */
  readonly each: <T>(place: string, inputs: Inputs<T>, harmless: (input: T) => void | Promise<void>) => void;
}

/** `what`: the kind of inputs, for the line that is printed when all were tried. */
export function trials(what: string): Trials {
  let tried = 0;
  const harm: string[] = [];
  after(() => {
    console.log(`      ${String(tried)} hostile ${what} tried, ${String(harm.length)} harm`);
  });
  return {
    each: (place, inputs, harmless) => {
      it(place, async () => {
        const before = harm.length;
        for (const [name, input] of Object.entries(inputs)) {
          tried += 1;
          try {
            await harmless(input);
          } catch (reason) {
            harm.push(`${name}: ${String(reason)}`);
          }
        }
        assert.deepEqual(harm.slice(before), []);
      });
    },
  };
}
