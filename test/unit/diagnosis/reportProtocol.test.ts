import assert from 'node:assert/strict';
import { parseFromReport, parseToReport } from '../../../src/diagnosis/reportProtocol';

describe('The messages of a report', () => {
  it('arrive as they were sent', () => {
    const press = { kind: 'press', report: 3, button: 'files-0-open' };
    assert.deepEqual(parseFromReport(press), press);
    assert.deepEqual(parseFromReport({ kind: 'ready' }), { kind: 'ready' });
    const render = { kind: 'render', html: '<p>', announcement: '' };
    assert.deepEqual(parseToReport(render), render);
  });

  const refused: Readonly<Record<string, unknown>> = {
    nothing: undefined,
    'a text': 'ready',
    'more than it should have': { kind: 'ready', more: 1 },
    'no button': { kind: 'press', report: 1 },
    'a button of another type': { kind: 'press', report: 1, button: {} },
    'a name without end': { kind: 'press', report: 1, button: 'x'.repeat(41) },
    'no number': { kind: 'press', report: Number.NaN, button: 'again' },
    'another kind': { kind: 'run', command: 'forgetCredentials' },
  };
  for (const [what, message] of Object.entries(refused)) {
    it(`are refused with ${what}`, () => {
      assert.equal(parseFromReport(message), undefined);
      assert.equal(parseToReport(message), undefined);
    });
  }
});
