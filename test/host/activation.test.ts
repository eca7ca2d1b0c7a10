import { deepEqual, equal, ok } from 'node:assert/strict';
import { commands, extensions } from 'vscode';
import { COMMANDS, VALUE_COMMANDS, VIEWS } from '../../src/vscode/settings/manifestIds';

describe('The extension in VS Code', () => {
  it('is installed and activates', async () => {
    const extension = extensions.getExtension('agoras.agoras-credentials');
    ok(extension, 'VS Code does not know agoras.agoras-credentials');
    await extension.activate();
    equal(extension.isActive, true);
  });

  it('has registered every command', async () => {
    const registered = (await commands.getCommands(true)).filter((id) => id.startsWith('agoras.') && !isOfAView(id));
    const expected = [...Object.values(COMMANDS), ...Object.values(VALUE_COMMANDS)];
    for (const id of expected) ok(registered.includes(id), id);
    deepEqual(
      registered.filter((id) => !(expected as string[]).includes(id)),
      [],
    );
  });
});

/** VS Code creates some commands for each view, such as to focus it or to reset its location. */
function isOfAView(id: string): boolean {
  return Object.values(VIEWS).some((view) => id.startsWith(`${view}.`));
}
