import assert from 'node:assert/strict';

/** Description for reports → input. */
type Inputs<T> = Readonly<Record<string, T>>;

export interface Trials {
  /**
   * One test that tries every input; `harmless` must not throw if the input was refused or treated as plain text. All
   * inputs are tried, even after a failure.
   */
  readonly each: <T>(place: string, inputs: Inputs<T>, harmless: (input: T) => void | Promise<void>) => void;
}

/** `what`: the kind of inputs, for the line that is printed after all have been tried. */
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
