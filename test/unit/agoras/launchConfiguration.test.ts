import assert from 'node:assert/strict';
import { definitionsFor } from '../../../src/agoras/flags';
import { AGORAS_VERSIONS, NETWORKS } from '../../../src/agoras/target';
import type { LaunchOptions } from '../../../src/agoras/launchConfiguration';
import type { Shell } from '../../../src/edits/shellQuoting';
import { fieldsAskedBy, refersToValue } from '../../../src/agoras/valueReferences';
import { ADA, DEBUGGERS, ENV_FILE, GRACE, optionsFor, referenceTo, wantedFor } from '../edits/json/launchFiles';

const fromFile = { kind: 'envFile', path: ENV_FILE } as const;

function launchConfiguration(options: Partial<LaunchOptions> = {}) {
  return wantedFor(options).configuration;
}

const ASKED = { STATUS_TEXT: '${input:agorasText}', STATUS_IMAGE_URL_1: '${input:agorasImageUrl}' };

const INSTAGRAM_VARIABLES = {
  INSTAGRAM_OBJECT_ID: '${input:agoras.objectId.1.2}',
  INSTAGRAM_CLIENT_ID: '${input:agoras.clientId.1.2}',
  INSTAGRAM_CLIENT_SECRET: '${input:agoras.clientSecret.1.2}',
  INSTAGRAM_REFRESH_TOKEN: '${input:agoras.refreshToken.1.2}',
};

describe('The launch configuration for the Python debugger', () => {
  const debugged = { name: 'Agoras: publish to Instagram', type: 'debugpy', request: 'launch' };
  const args1 = [
    ...['publish', '--network', 'instagram', '--action', 'post'],
    ...['--status-text=${input:agorasText}', '--status-image-url-1=${input:agorasImageUrl}'],
  ];

  it('gives Agoras 1.x the object ID as a flag and the token as a variable, which no other user of the computer sees', () => {
    assert.deepEqual(launchConfiguration(), {
      ...debugged,
      module: 'agoras.cli',
      args: [...args1, '--instagram-object-id', '${input:agoras.objectId.1.2}'],
      console: 'internalConsole',
      env: { INSTAGRAM_ACCESS_TOKEN: '${input:agoras.accessToken.1.2}' },
    });
  });

  it('gives an Agoras below 1.1.3, which reads no variable, the token as a flag', () => {
    assert.deepEqual(launchConfiguration({ readsFlagsOnly: true }), {
      ...debugged,
      module: 'agoras.cli',
      args: [
        ...args1,
        ...['--instagram-access-token', '${input:agoras.accessToken.1.2}'],
        ...['--instagram-object-id', '${input:agoras.objectId.1.2}'],
      ],
      console: 'internalConsole',
    });
  });

  for (const version of ['2.x', '3.x'] as const) {
    it(`gives Agoras ${version} its variables, for it has no flags`, () => {
      assert.deepEqual(launchConfiguration({ version }), {
        ...debugged,
        module: 'agoras.cli.main',
        args: ['instagram', 'post', '--text=${input:agorasText}', '--image-1=${input:agorasImageUrl}'],
        console: 'internalConsole',
        env: INSTAGRAM_VARIABLES,
      });
      assert.deepEqual(launchConfiguration({ version, readsFlagsOnly: true }), launchConfiguration({ version }));
    });
  }

  it('takes all values from a .env where that has them, also the object ID', () => {
    const { env, envFile, args } = launchConfiguration({ source: fromFile });
    assert.deepEqual([env, envFile, args], [undefined, ENV_FILE, args1]);
    for (const version of AGORAS_VERSIONS) {
      const configuration = launchConfiguration({ version, source: fromFile });
      assert.ok(!refersToValue(JSON.stringify(configuration)));
    }
  });

  it('gives Facebook its values beside those of Instagram, or alone and under its own name', () => {
    const facebook = launchConfiguration({ networks: ['facebook'] });
    assert.equal(facebook.name, 'Agoras: publish to Facebook');
    assert.deepEqual(facebook['env'], { FACEBOOK_ACCESS_TOKEN: '${input:agoras.accessToken.1.2}' });
    assert.deepEqual(facebook['args'], [
      ...args1.map((word) => word.replace('instagram', 'facebook')),
      ...['--facebook-object-id', '${input:agoras.pageId.1.2}'],
    ]);
    const { args, env } = launchConfiguration({ networks: NETWORKS });
    assert.deepEqual(args, [
      ...args1,
      ...['--instagram-object-id', '${input:agoras.objectId.1.2}'],
      ...['--facebook-object-id', '${input:agoras.pageId.1.2}'],
    ]);
    assert.deepEqual(Object.keys(env ?? {}), ['INSTAGRAM_ACCESS_TOKEN', 'FACEBOOK_ACCESS_TOKEN']);
    const { env: env3 } = launchConfiguration({ version: '3.x', networks: ['facebook'] });
    assert.deepEqual(env3, {
      FACEBOOK_OBJECT_ID: '${input:agoras.pageId.1.2}',
      FACEBOOK_CLIENT_ID: '${input:agoras.clientId.1.2}',
      FACEBOOK_CLIENT_SECRET: '${input:agoras.clientSecret.1.2}',
      FACEBOOK_REFRESH_TOKEN: '${input:agoras.userToken.1.2}',
    });
  });
});

describe('The launch configuration for a terminal', () => {
  const COMMANDS: readonly [Shell, string][] = [
    ['posix', 'agoras instagram post --text="$STATUS_TEXT" --image-1="$STATUS_IMAGE_URL_1"'],
    ['fish', 'agoras instagram post --text="$STATUS_TEXT" --image-1="$STATUS_IMAGE_URL_1"'],
    ['powershell', 'agoras instagram post "--text=$env:STATUS_TEXT" "--image-1=$env:STATUS_IMAGE_URL_1"'],
    ['cmd', `agoras instagram post "--text=%STATUS_TEXT:"='%" "--image-1=%STATUS_IMAGE_URL_1:"='%"`],
  ];
  for (const [shell, command] of COMMANDS) {
    it(`passes on in ${shell} what was typed, which never becomes a part of the command line itself`, () => {
      for (const version of ['2.x', '3.x'] as const) {
        assert.deepEqual(launchConfiguration({ version, shell, debugger: 'node-terminal' }), {
          name: 'Agoras: publish to Instagram',
          type: 'node-terminal',
          request: 'launch',
          command,
          env: { ...INSTAGRAM_VARIABLES, ...ASKED },
        });
      }
      const { command: command1, env } = launchConfiguration({ shell, debugger: 'node-terminal' });
      assert.equal(
        command1,
        command
          .replace('instagram post', 'publish --network instagram --action post')
          .replace('--text', '--status-text')
          .replace('--image-1', '--status-image-url-1'),
      );
      assert.deepEqual(env, {
        INSTAGRAM_ACCESS_TOKEN: '${input:agoras.accessToken.1.2}',
        INSTAGRAM_OBJECT_ID: '${input:agoras.objectId.1.2}',
        ...ASKED,
      });
    });
  }

  it('passes an Agoras below 1.1.3 its flags by variables, so that the history of the shell holds no token', () => {
    const flagsOnly = { readsFlagsOnly: true, debugger: 'node-terminal' } as const;
    const { command, env } = launchConfiguration(flagsOnly);
    const flags = ' --instagram-access-token="$INSTAGRAM_ACCESS_TOKEN" --instagram-object-id="$INSTAGRAM_OBJECT_ID"';
    assert.ok(typeof command === 'string' && command.endsWith(flags));
    assert.equal((env as Record<string, string>)['INSTAGRAM_ACCESS_TOKEN'], '${input:agoras.accessToken.1.2}');
    // A terminal gets the variables of a .env, too.
    assert.equal(launchConfiguration({ ...flagsOnly, source: fromFile })['command'], command);
  });

  it('takes the values from a .env where that has them', () => {
    const { envFile, env } = launchConfiguration({ debugger: 'node-terminal', source: fromFile });
    assert.deepEqual([envFile, env], [ENV_FILE, ASKED]);
  });
});

describe('Every launch configuration', () => {
  const all = DEBUGGERS.flatMap(optionsFor).map((options) => ({ options, ...wantedFor(options) }));

  it('refers to every value of its version once, and holds none', () => {
    for (const { options, configuration } of all) {
      const text = JSON.stringify(configuration);
      const references = [...text.matchAll(/\$\{input:agoras\.(\w+)\.1\.2\}/g)].map(([, field]) => String(field));
      const fields = definitionsFor(options).map(({ field }) => field);
      assert.deepEqual(references.sort(), options.source.kind === 'envFile' ? [] : fields.sort(), text);
    }
  });

  it('gets each value by an input, from the account that it was written for', () => {
    for (const { options, configuration, valueInputs } of all) {
      const asked = fieldsAskedBy(configuration, valueInputs);
      const fields = options.source.kind === 'envFile' ? [] : definitionsFor(options).map(({ field }) => field);
      assert.deepEqual(new Set(asked.map(({ field }) => field)), new Set(fields));
      assert.ok(asked.every(({ account }) => account === ADA));
    }
  });

  it('asks the two questions that it refers to', () => {
    for (const { configuration, inputs } of all) {
      const asked = [...JSON.stringify(configuration).matchAll(/\$\{input:(agoras\w+)\}/g)].map(([, id]) => id);
      assert.deepEqual(
        asked,
        inputs.map(({ id }) => id),
      );
      assert.ok(inputs.every(({ type, description }) => type === 'promptString' && description !== ''));
    }
  });

  it('takes what was typed as one word with its flag, for it may begin with a dash', () => {
    for (const { configuration } of all) {
      assert.doesNotMatch(JSON.stringify(configuration), /(?:text|image(?:-url)?-1)[" ]/);
    }
  });

  it('is right as it is, and is recognised for taking it out', () => {
    for (const { configuration, update, isAsWritten } of all) {
      assert.deepEqual(update(configuration), configuration);
      assert.ok(isAsWritten(configuration));
      assert.ok(!isAsWritten({ ...configuration, cwd: '.' }));
    }
  });

  it('is taken out for its own account alone, and to make way whosever it is', () => {
    for (const { options, configuration } of all) {
      const isOfFile = options.source.kind === 'envFile';
      assert.equal(wantedFor({ ...options, accountId: GRACE }).isAsWritten(configuration), isOfFile);
      assert.ok(wantedFor({ ...options, accountId: GRACE, isForAnyAccount: true }).isAsWritten(configuration));
    }
    const mixed = { ...launchConfiguration({ version: '3.x' }), env: { ...INSTAGRAM_VARIABLES } };
    assert.ok(wantedFor({ version: '3.x', isForAnyAccount: true }).isAsWritten(mixed));
    mixed.env.INSTAGRAM_CLIENT_ID = referenceTo('clientId', GRACE);
    assert.ok(!wantedFor({ version: '3.x', isForAnyAccount: true }).isAsWritten(mixed));
  });

  it('puts no token into the arguments of a process unless Agoras reads nothing else', () => {
    for (const { options, configuration } of all) {
      if (options.version === '1.x' && options.readsFlagsOnly) continue;
      assert.doesNotMatch(JSON.stringify([configuration['args'], configuration['command']]), /token|secret/i);
    }
  });
});
