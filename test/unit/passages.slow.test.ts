import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Detector, MemoryStore, type IClone, type IMapFrame } from '@jscpd/core';
import { Tokenizer } from '@jscpd/tokenizer';
import { sources } from './sources';

/** The number of lines from the first to the last of a repeated passage. */
const MIN_LINES = 6;
/** With fewer tokens, six lines contain little more than brackets. */
const MIN_TOKENS = 40;

describe('What the code says', () => {
  it('it says once: no passage of six lines stands twice, in the tests either', async () => {
    const options = { minLines: MIN_LINES, minTokens: MIN_TOKENS, maxLines: Infinity };
    const detector = new Detector(new Tokenizer(), new MemoryStore<IMapFrame>(), [], options);
    const clones: IClone[] = [];
    for (const file of sources('src', 'test')) {
      clones.push(...(await detector.detect(file, readFileSync(file, 'utf8'), 'typescript')));
    }
    assert.deepEqual(clones.map(describeClone), []);
  }).timeout(60_000);
});

function describeClone({ duplicationA, duplicationB }: IClone): string {
  return [duplicationA, duplicationB]
    .map(({ sourceId, start, end }) => `${sourceId}:${String(start.line)}-${String(end.line)}`)
    .join(' stands again in ');
}
