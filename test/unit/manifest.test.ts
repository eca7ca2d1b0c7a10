import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { COMMANDS, SETTINGS_SECTION } from '../../src/shell/ids';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly category: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly scope?: string }>> };
  };
}

const text = readFileSync('package.json', 'utf8');
const manifest = JSON.parse(text) as Manifest;
const words = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;

describe('The manifest', () => {
  it('contributes exactly the commands that the code registers, under Agoras', () => {
    const contributed = manifest.contributes.commands;
    assert.deepEqual(contributed.map(({ command }) => command).sort(), Object.values(COMMANDS).sort());
    assert.ok(contributed.every(({ category }) => category === 'Agoras'));
  });

  it('has words for every placeholder, and no words without one', () => {
    const used = [...text.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key);
    assert.deepEqual([...new Set(used)].sort(), Object.keys(words).sort());
  });

  it('lets no workspace redirect the Graph API', () => {
    const setting = manifest.contributes.configuration.properties[`${SETTINGS_SECTION}.graphApi.baseUrl`];
    assert.equal(setting?.scope, 'machine');
  });
});
