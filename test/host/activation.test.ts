import { equal, ok } from 'node:assert/strict';
import { extensions } from 'vscode';

describe('The extension in VS Code', () => {
  it('is installed and activates', async () => {
    const extension = extensions.getExtension('agoras.agoras-credentials');
    ok(extension, 'VS Code does not know agoras.agoras-credentials');
    await extension.activate();
    equal(extension.isActive, true);
  });
});
