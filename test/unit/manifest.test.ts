import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { COMMANDS, SETTINGS_SECTION, VALUE_COMMANDS } from '../../src/vscode/settings/manifestIds';

interface Manifest {
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly category: string }[];
    readonly menus: {
      readonly commandPalette: readonly { readonly command: string; readonly when: string }[];
    };
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly scope?: string }>> };
  };
}

const text = readFileSync('package.json', 'utf8');
const manifest = JSON.parse(text) as Manifest;
const words = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;

describe('The manifest', () => {
  it('is compiled against the oldest VS Code that it asks for, so that it uses nothing newer', () => {
    assert.match(manifest.engines.vscode, /^\^\d+\.\d+\.\d+$/);
    assert.equal(manifest.engines.vscode, `^${String(manifest.devDependencies['@types/vscode'])}`);
  });

  it('contributes exactly the commands that the code registers, under Agoras', () => {
    const contributed = manifest.contributes.commands;
    const registered = [...Object.values(COMMANDS), ...Object.values(VALUE_COMMANDS)];
    assert.deepEqual(contributed.map(({ command }) => command).sort(), registered.sort());
    assert.ok(contributed.every(({ category }) => category === 'Agoras'));
  });

  it('keeps from the palette exactly the commands that others start: launches, the status bar and a quick fix', () => {
    const hidden = manifest.contributes.menus.commandPalette;
    assert.ok(hidden.every(({ when }) => when === 'false'));
    const expected = [...Object.values(VALUE_COMMANDS), COMMANDS.showActions, COMMANDS.ignoreFile];
    assert.deepEqual(hidden.map(({ command }) => command).sort(), expected.sort());
  });

  it('names those commands as launch.json refers to them', () => {
    for (const [field, command] of Object.entries(VALUE_COMMANDS)) assert.equal(command, `agoras.${field}`);
  });

  it('has words for every placeholder, and no words without one', () => {
    const used = [...text.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key);
    assert.deepEqual([...new Set(used)].sort(), Object.keys(words).sort());
  });

  it('lets no workspace and no container redirect the Graph API, a sign-in or GitHub, or start Agoras with credentials', () => {
    for (const name of [
      'proveWithAgoras',
      'graphApi.baseUrl',
      'graphApi.dialogUrl',
      'signIn.redirectUri',
      'signIn.configurationId',
      'githubApi.baseUrl',
    ]) {
      const setting = manifest.contributes.configuration.properties[`${SETTINGS_SECTION}.${name}`];
      assert.equal(setting?.scope, 'application', name);
    }
  });
});
