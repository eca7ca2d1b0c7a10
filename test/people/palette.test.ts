import { openWorkbench, type Workbench } from '../workbench/workbench';

describe('A person who looks for Agoras', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench();
  });

  after(async () => {
    await workbench.close();
  });

  it('types its name into the command palette', async () => {
    await workbench.commandPalette('Agoras');
    await workbench.quickInput.expect({ value: '>Agoras' });
    await workbench.screenshot('command-palette');
    await workbench.quickInput.leave();
  });
});
