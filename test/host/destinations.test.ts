import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { DESTINATIONS } from '../../src/vscode/destinations/destinationList';

interface Manifest {
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly enum?: readonly string[] }>> };
  };
}

describe('The setting agoras.destination', () => {
  it('can name every destination that there is, in the order in which they are offered', () => {
    const manifest = vscode.extensions.getExtension('agoras.agoras-credentials')?.packageJSON as Manifest;
    const offered = manifest.contributes.configuration.properties['agoras.destination']?.enum;
    const ids = DESTINATIONS.map(({ id }) => id).filter((id) => id !== 'storeOnly');
    assert.deepEqual(offered, ['ask', ...ids]);
  });
});
