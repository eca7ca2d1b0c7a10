import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import {
  readAgorasExecutable,
  readAgorasVersionSetting,
  readDestinationSetting,
  readDotenvPath,
  readEndpoint,
  readGithubEndpoint,
  readNetworks,
  readObjectIdSetting,
} from '../../src/vscode/settings/settings';
import { readCheckIntervalHours, readVisibility, readWarnDays } from '../../src/vscode/settings/windowSettings';
import { eventually } from '../workbench/waiting';

/** Puts settings into the workspace; `seen`: the setting whose change shows that they are loaded. */
async function withSettings(
  settings: Readonly<Record<string, unknown>>,
  seen: string,
  check: (folder: vscode.WorkspaceFolder) => void,
): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  const room = join(folder.uri.fsPath, '.vscode');
  await mkdir(room, { recursive: true });
  await writeFile(join(room, 'settings.json'), JSON.stringify(settings));
  const arrived = (wanted: boolean) =>
    eventually('the settings of the workspace', () => {
      const value = vscode.workspace.getConfiguration('agoras').inspect(seen)?.workspaceValue;
      return Promise.resolve((value !== undefined) === wanted ? true : undefined);
    });
  try {
    await arrived(true);
    check(folder);
  } finally {
    await rm(room, { recursive: true, force: true });
    await arrived(false);
  }
}

describe('The settings', () => {
  it('a workspace cannot redirect the Graph API or GitHub, while its other settings count', async () => {
    const evil = 'https://evil.example';
    const hostile = {
      'agoras.graphApi.baseUrl': evil,
      'agoras.githubApi.baseUrl': evil,
      'agoras.objectId': 'page',
    };
    await withSettings(hostile, 'objectId', () => {
      const endpoint = readEndpoint();
      assert.ok(endpoint.ok);
      assert.equal(endpoint.value.baseUrl.host, 'graph.facebook.com');
      const github = readGithubEndpoint();
      assert.ok(github.ok);
      assert.equal(github.value.baseUrl.host, 'api.github.com');
    });
  });

  it('of a wrong type in a workspace count as if they were not set, or are told', async () => {
    const wrong: Readonly<Record<string, unknown>> = {
      'agoras.graphApi.timeoutSeconds': 'for ever',
      'agoras.executable': ['sh', '-c', 'true'],
      'agoras.objectId': {},
      'agoras.agorasVersion': 2,
      'agoras.networks': 'facebook',
      'agoras.destination': null,
      'agoras.dotenv.path': 7,
      'agoras.expiry.warnDays': [1],
      'agoras.expiry.checkIntervalHours': 'never',
      'agoras.statusBar.visibility': false,
    };
    await withSettings(wrong, 'dotenv.path', (folder) => {
      const endpoint = readEndpoint();
      assert.ok(endpoint.ok && endpoint.value.timeoutMilliseconds === 30_000);
      assert.deepEqual(
        [readAgorasExecutable(), readObjectIdSetting(), readAgorasVersionSetting(), readDestinationSetting()],
        ['agoras', 'ask', 'ask', 'ask'],
      );
      assert.deepEqual(readNetworks(), ['instagram']);
      assert.deepEqual(
        [readDotenvPath(folder), readWarnDays(), readCheckIntervalHours(), readVisibility()],
        ['.env', 7, 24, 'always'],
      );
    });
    await withSettings({ 'agoras.graphApi.version': 25 }, 'graphApi.version', () => {
      const endpoint = readEndpoint();
      assert.ok(!endpoint.ok && endpoint.error.reason === 'notAVersion');
    });
  });

  it('name the networks in one order, and Instagram where they name none that there is', async () => {
    for (const [named, expected] of [
      [
        ['facebook', 'instagram'],
        ['instagram', 'facebook'],
      ],
      [['facebook'], ['facebook']],
      [['facebook', 7], ['facebook']],
      [['myspace'], ['instagram']],
      [[], ['instagram']],
    ]) {
      await withSettings({ 'agoras.networks': named }, 'networks', () => {
        assert.deepEqual(readNetworks(), expected);
      });
    }
  });

  it('by default calls go to graph.facebook.com, with the version of the contract, for 30 seconds at most', () => {
    const endpoint = readEndpoint();
    assert.ok(endpoint.ok);
    assert.equal(endpoint.value.baseUrl.href, 'https://graph.facebook.com/');
    assert.equal(endpoint.value.version, 'v25.0');
    assert.equal(endpoint.value.timeoutMilliseconds, 30_000);
  });
});
