import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { readEndpoint } from '../../src/shell/settings';
import { eventually } from '../workbench/waiting';

describe('The settings', () => {
  it('a workspace cannot redirect the Graph API, while its other settings count', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const settings = join(folder.uri.fsPath, '.vscode');
    await mkdir(settings, { recursive: true });
    const hostile = { 'agoras.graphApi.baseUrl': 'https://evil.example', 'agoras.objectId': 'page' };
    await writeFile(join(settings, 'settings.json'), JSON.stringify(hostile));
    try {
      await eventually('the settings of the workspace', () =>
        Promise.resolve(vscode.workspace.getConfiguration('agoras').get('objectId') === 'page' ? true : undefined),
      );
      const endpoint = readEndpoint();
      assert.ok(endpoint.ok);
      assert.equal(endpoint.value.baseUrl.host, 'graph.facebook.com');
    } finally {
      await rm(settings, { recursive: true, force: true });
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
