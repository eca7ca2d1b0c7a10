import assert from 'node:assert/strict';
import type { Computer, FlowWindow } from '../../../window/computer';
import { computerWithRepository } from '../../../window/gitProgram';
import { eventually } from '../../../workbench/waiting';

describe('A problem in an open file', () => {
  let window: FlowWindow;
  let computer: Computer;
  afterEach(() => computer.shutDown());
  beforeEach(async () => {
    ({ computer, window } = await computerWithRepository());
  });

  const problems = () => window.editors.problems.get(computer.at('a/.env'));
  const seen = (count: number) =>
    eventually(`${String(count)} problems`, () => Promise.resolve(problems()?.length === count ? true : undefined));

  it('is gone once its quick fix has added the file to .gitignore', async () => {
    computer.write('a/.env', `# agoras\nINSTAGRAM_ACCESS_TOKEN=EAA${'x'.repeat(40)}\nINSTAGRAM_OBJECT_ID=1\n`);
    window.editors.show(computer.at('a/.env'));
    await seen(1);
    assert.match(problems()?.[0] ?? '', /Git/);
    await window.does('ignoreFile', [], `file://${computer.at('a/.env')}`);
    assert.equal(computer.read('a/.gitignore'), '/.env\n');
    await seen(0);
  });
});
