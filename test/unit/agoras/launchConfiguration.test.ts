import assert from 'node:assert/strict';
import { definitionsFor } from '../../../src/agoras/flags';
import { AGORAS_VERSIONS, DEFAULT_NETWORKS, NETWORKS } from '../../../src/agoras/target';
import { wantedLaunch, type LaunchOptions } from '../../../src/agoras/launchConfiguration';
import { ALL_WANTED, wantedFor } from '../edits/json/launchFiles';

const networks = DEFAULT_NETWORKS;
const commands = { kind: 'commands' } as const;
const envFile = { kind: 'envFile', path: '${workspaceFolder}/.env' } as const;

function launchConfiguration(options: LaunchOptions) {
  return wantedLaunch(options, { text: 'Text', imageUrl: 'Image' }).configuration;
}

describe('The launch configuration', () => {
  it('gives Agoras 1.x its flags, with a reference to each value', () => {
    assert.deepEqual(launchConfiguration({ version: '1.x', networks, debugger: 'debugpy', source: commands }), {
      name: 'Agoras: publish to Instagram',
      type: 'debugpy',
      request: 'launch',
      module: 'agoras.cli',
      args: [
        ...['publish', '--network', 'instagram', '--action', 'post'],
        ...['--status-text', '${input:agorasText}', '--status-image-url-1', '${input:agorasImageUrl}'],
        ...['--instagram-access-token', '${command:agoras.accessToken}'],
        ...['--instagram-object-id', '${command:agoras.objectId}'],
      ],
      console: 'internalConsole',
    });
  });

  it('gives Agoras 2.x its variables, for it has no flags', () => {
    assert.deepEqual(launchConfiguration({ version: '2.x', networks, debugger: 'debugpy', source: commands }), {
      name: 'Agoras: publish to Instagram',
      type: 'debugpy',
      request: 'launch',
      module: 'agoras.cli.main',
      args: ['instagram', 'post', '--text', '${input:agorasText}', '--image-1', '${input:agorasImageUrl}'],
      console: 'internalConsole',
      env: {
        INSTAGRAM_OBJECT_ID: '${command:agoras.objectId}',
        INSTAGRAM_CLIENT_ID: '${command:agoras.clientId}',
        INSTAGRAM_CLIENT_SECRET: '${command:agoras.clientSecret}',
        INSTAGRAM_REFRESH_TOKEN: '${command:agoras.refreshToken}',
      },
    });
  });

  it('types nothing that a person was asked for into a terminal, where a quote would break the line', () => {
    const asked = { STATUS_TEXT: '${input:agorasText}', STATUS_IMAGE_URL_1: '${input:agorasImageUrl}' };
    assert.deepEqual(launchConfiguration({ version: '1.x', networks, debugger: 'node-terminal', source: commands }), {
      name: 'Agoras: publish to Instagram',
      type: 'node-terminal',
      request: 'launch',
      command: 'agoras publish --network instagram --action post',
      env: {
        INSTAGRAM_ACCESS_TOKEN: '${command:agoras.accessToken}',
        INSTAGRAM_OBJECT_ID: '${command:agoras.objectId}',
        ...asked,
      },
    });
    assert.deepEqual(launchConfiguration({ version: '2.x', networks, debugger: 'node-terminal', source: envFile }), {
      name: 'Agoras: publish to Instagram',
      type: 'node-terminal',
      request: 'launch',
      command: 'agoras instagram post',
      envFile: '${workspaceFolder}/.env',
      env: asked,
    });
  });

  it('gives Facebook its pair beside that of Instagram, or alone and under its own name', () => {
    const wanted = { version: '1.x', debugger: 'debugpy', source: commands } as const;
    const facebook = launchConfiguration({ ...wanted, networks: ['facebook'] });
    assert.equal(facebook.name, 'Agoras: publish to Facebook');
    const pair = [
      ...['--facebook-access-token', '${command:agoras.accessToken}'],
      ...['--facebook-object-id', '${command:agoras.pageId}'],
    ];
    assert.deepEqual(facebook['args'], [
      ...['publish', '--network', 'facebook', '--action', 'post'],
      ...['--status-text', '${input:agorasText}', '--status-image-url-1', '${input:agorasImageUrl}'],
      ...pair,
    ]);
    const { args: alone, ...instagram } = launchConfiguration({ ...wanted, networks });
    const { args, ...both } = launchConfiguration({ ...wanted, networks: NETWORKS });
    assert.deepEqual(both, instagram);
    assert.ok(Array.isArray(alone));
    assert.deepEqual(args, [...(alone as readonly string[]), ...pair]);
  });

  it('asks for no value where a .env has them', () => {
    for (const version of AGORAS_VERSIONS) {
      const configuration = launchConfiguration({ version, networks, debugger: 'debugpy', source: envFile });
      assert.equal(configuration['envFile'], envFile.path);
      assert.equal(configuration['env'], undefined);
      assert.doesNotMatch(JSON.stringify(configuration), /\$\{command:/);
    }
  });

  it('refers to every value of its version, and holds none', () => {
    for (const version of AGORAS_VERSIONS) {
      for (const debug of ['debugpy', 'node-terminal'] as const) {
        const text = JSON.stringify(launchConfiguration({ version, networks, debugger: debug, source: commands }));
        const references = [...text.matchAll(/\$\{command:agoras\.(\w+)\}/g)].map(([, field]) => field);
        assert.deepEqual(
          references,
          definitionsFor({ version, networks }).map(({ field }) => field),
        );
      }
    }
  });

  it('asks the two questions that it refers to', () => {
    const { configuration, inputs } = wantedFor();
    const asked = [...JSON.stringify(configuration).matchAll(/\$\{input:(\w+)\}/g)].map(([, id]) => id);
    assert.deepEqual(
      asked,
      inputs.map(({ id }) => id),
    );
    assert.ok(inputs.every(({ type, description }) => type === 'promptString' && description !== ''));
  });

  it('has no key and no variable that would not be taken back', () => {
    for (const { configuration, ownKeys, ownVariables } of ALL_WANTED) {
      assert.ok(Object.keys(configuration).every((key) => ownKeys.has(key)));
      assert.ok(Object.keys(configuration['env'] ?? {}).every((name) => ownVariables.has(name)));
    }
  });
});
