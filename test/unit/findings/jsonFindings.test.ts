import assert from 'node:assert/strict';
import { wantedLaunch } from '../../../src/agoras/launchConfiguration';
import { ALL_TARGETS } from '../../../src/agoras/flags';
import type { AgorasVersion } from '../../../src/agoras/target';
import { applyEdits } from '../../../src/edits/textPlan';
import type { Finding } from '../../../src/findings/finding';
import { findInJson, type JsonFileKind } from '../../../src/findings/jsonFindings';
import { KnownValues } from '../../../src/findings/knownValues';
import { ACCOUNT, ACCOUNT_SECRETS, NOW } from '../../account';

const TOKEN = `EAA${'x'.repeat(40)}`;

function find(value: unknown, kind: JsonFileKind, version: AgorasVersion | undefined = '3.x'): Finding[] {
  const text = typeof value === 'string' ? value : JSON.stringify(value, undefined, 2);
  const known = new KnownValues([{ record: ACCOUNT, secrets: ACCOUNT_SECRETS }]);
  return findInJson(text, kind, { version, known, now: NOW, warnDays: 7 });
}

const launchOf = (configuration: object) => ({
  configurations: [{ name: 'Post', type: 'debugpy', request: 'launch', ...configuration }],
});
const kindsIn = (configuration: object, version?: AgorasVersion) =>
  find(launchOf(configuration), 'launch', version).map(({ fault }) => fault.kind);
const kindsInTask = (task: object, version?: AgorasVersion) =>
  find({ version: '2.0.0', tasks: [{ label: 'post', type: 'shell', ...task }] }, 'tasks', version).map(
    ({ fault }) => fault.kind,
  );

const MODULE = 'agoras.cli.main';
const REFERENCES = {
  INSTAGRAM_CLIENT_ID: '${input:agoras.clientId.1.2}',
  INSTAGRAM_CLIENT_SECRET: '${input:agoras.clientSecret.1.2}',
  INSTAGRAM_REFRESH_TOKEN: '${input:agoras.refreshToken.1.2}',
};

describe('What is found in a launch.json', () => {
  it('is nothing where all is right, and where Agoras is not meant', () => {
    const args = ['instagram', 'post', '--text=${input:agorasText}', '--image-1=${input:agorasImageUrl}'];
    assert.deepEqual(kindsIn({ module: MODULE, args, env: REFERENCES }), []);
    assert.deepEqual(kindsIn({ module: 'http.server', args: ['publish', '--text', '${input:x}'] }), []);
    assert.deepEqual(kindsIn({ program: 'agoras.py', args: ['publish'], env: { TOKEN } }), []);
  });

  it('is nothing while the text is no JSON, and in any other JSON', () => {
    for (const text of ['', '{', '[]', 'null', '{"configurations": {}}', '{"configurations": [1, null, []]}']) {
      assert.deepEqual(find(text, 'launch'), []);
    }
  });

  describe('of the module', () => {
    it('is told where it is that of another Agoras', () => {
      assert.deepEqual(kindsIn({ module: 'agoras.cli', args: [] }), ['moduleOfOtherVersion']);
      assert.deepEqual(kindsIn({ module: 'agoras.cli', args: [] }, '2.x'), ['moduleOfOtherVersion']);
      assert.deepEqual(kindsIn({ module: MODULE, args: [] }, '1.x'), ['moduleOfOtherVersion']);
    });

    it('is nothing where it is right, where nobody knows the version, and for another module', () => {
      assert.deepEqual(kindsIn({ module: 'agoras.cli', args: [] }, '1.x'), []);
      const launch = JSON.stringify(launchOf({ module: 'agoras.cli', args: [] }));
      const known = new KnownValues([]);
      assert.deepEqual(findInJson(launch, 'launch', { version: undefined, known, now: NOW, warnDays: 7 }), []);
      assert.deepEqual(kindsIn({ module: 'agoras.cli.other', args: [] }), []);
    });
  });

  it('is “publish” for Agoras 3.x alone, which has removed it', () => {
    const publish = { module: MODULE, args: ['publish', '--network', 'instagram', '--action', 'post'] };
    assert.deepEqual(kindsIn(publish), ['publishRemoved']);
    assert.deepEqual(kindsIn(publish, '2.x'), []);
    assert.deepEqual(kindsIn({ module: MODULE, args: ['instagram', 'post', '--text=publish'] }), []);
  });

  it('is each flag of the guide for Agoras 2.x and 3.x', () => {
    const args = [
      'instagram',
      'post',
      '--instagram-access-token',
      '${command:agoras.accessToken}',
      '--instagram-object-id=1',
    ];
    assert.deepEqual(kindsIn({ module: MODULE, args }), ['flagOfOtherVersion', 'flagOfOtherVersion']);
    assert.deepEqual(kindsIn({ module: 'agoras.cli', args }, '1.x'), []);
    assert.deepEqual(kindsIn({ module: MODULE, args: ['--instagram-object-identity'] }), []);
  });

  it('is a text that is asked for as a word of its own, which is joined', () => {
    const args = ['instagram', 'post', '--text', '${input:agorasText}'];
    const text = JSON.stringify(launchOf({ module: MODULE, args, env: REFERENCES }), undefined, 2);
    const [found, ...others] = find(text, 'launch');
    assert.deepEqual([found?.fault, others], [{ kind: 'looseText', flag: '--text' }, []]);
    const [remedy] = found?.remedies ?? [];
    assert.ok(remedy?.kind === 'edit');
    const mended = applyEdits(text, remedy.edits);
    assert.deepEqual(find(mended, 'launch'), []);
    assert.deepEqual(
      JSON.parse(mended),
      launchOf({ module: MODULE, args: ['instagram', 'post', '--text=${input:agorasText}'], env: REFERENCES }),
    );
    assert.deepEqual(kindsIn({ module: MODULE, args: ['instagram', 'post', '--text', 'Hello'] }), []);
    assert.deepEqual(kindsIn({ module: MODULE, args: ['instagram', 'post', '--page', '${input:x}'] }), []);
  });

  describe('of a plain secret', () => {
    it('is told in variables and in flags, in one word or two', () => {
      const env = { ...REFERENCES, INSTAGRAM_REFRESH_TOKEN: TOKEN };
      assert.deepEqual(kindsIn({ module: MODULE, args: [], env }), ['plainSecret']);
      for (const args of [['--instagram-access-token', TOKEN], [`--instagram-access-token=${TOKEN}`]]) {
        assert.deepEqual(kindsIn({ module: 'agoras.cli', args }, '1.x'), ['plainSecret']);
      }
    });

    it('is nothing for what asks somebody, what still has to be put in, and an ID', () => {
      for (const value of ['${env:TOKEN}', '<your token>', 'xxxx', '']) {
        const env = { ...REFERENCES, INSTAGRAM_REFRESH_TOKEN: value };
        assert.ok(!kindsIn({ module: MODULE, args: [], env }).includes('plainSecret'), value);
      }
      assert.deepEqual(
        kindsIn({ module: 'agoras.cli', args: ['--instagram-object-id', '17841400000000001'] }, '1.x'),
        [],
      );
    });

    it('never repeats it', () => {
      const launch = launchOf({ module: MODULE, args: [], env: { ...REFERENCES, INSTAGRAM_REFRESH_TOKEN: TOKEN } });
      assert.ok(!JSON.stringify(find(launch, 'launch')).includes(TOKEN));
    });
  });

  it('is half a set, unless a file may have the rest', () => {
    const { INSTAGRAM_CLIENT_ID } = REFERENCES;
    const env = { INSTAGRAM_CLIENT_ID };
    assert.deepEqual(kindsIn({ module: MODULE, args: [], env }), ['incompleteSet']);
    assert.deepEqual(kindsIn({ module: MODULE, args: [], env, envFile: '.env' }), []);
    assert.deepEqual(kindsIn({ program: 'mine.py', env }), []);
  });

  it('is nothing in a configuration that the extension itself has written, for any Agoras', () => {
    for (const target of ALL_TARGETS) {
      for (const type of ['debugpy', 'node-terminal'] as const) {
        const setup = { debugger: type, shell: 'posix' as const, readsFlagsOnly: false };
        const options = { ...target, ...setup, accountId: ACCOUNT.id, source: { kind: 'commands' as const } };
        const { configuration } = wantedLaunch(options, { text: 'Text', imageUrl: 'Image' });
        const found = find({ configurations: [configuration] }, 'launch', target.version);
        assert.deepEqual(found, [], `${target.version} ${target.networks.join()} ${type}`);
      }
    }
  });

  it('is the same in a command line of a terminal', () => {
    const terminal = (command: string) => ({ type: 'node-terminal', command });
    assert.deepEqual(kindsIn(terminal('cd site && agoras publish --network instagram')), ['publishRemoved']);
    assert.deepEqual(kindsIn(terminal(`python -m agoras.cli post --instagram-access-token "${TOKEN}"`)), [
      'moduleOfOtherVersion',
      'flagOfOtherVersion',
      'plainSecret',
    ]);
    assert.deepEqual(kindsIn(terminal('cat agoras.txt; npm publish')), []);
    assert.deepEqual(kindsIn(terminal('agoras instagram post --text="publish"')), []);
  });
});

describe('What is found in a tasks.json', () => {
  it('is found however the task starts Agoras', () => {
    const args = ['publish', '--network', 'instagram'];
    assert.deepEqual(kindsInTask({ command: 'agoras', args }), ['publishRemoved']);
    assert.deepEqual(kindsInTask({ command: 'agoras publish --network instagram' }), ['publishRemoved']);
    assert.deepEqual(kindsInTask({ command: 'python3', args: ['-m', 'agoras.cli', ...args] }), [
      'moduleOfOtherVersion',
      'publishRemoved',
    ]);
    assert.deepEqual(kindsInTask({ command: 'npm', args }), []);
    assert.deepEqual(kindsInTask({ command: 'agoras', args }, '2.x'), []);
  });

  it('is a text that is asked for in the command line, of which nothing else changes', () => {
    for (const text of ['${input:text}', '"${input:text}"']) {
      const commandWith = (equals: string) =>
        `cd site && agoras instagram post --text${equals}${text} --image-1=x # "later"`;
      const tasks = (command: string) => ({ tasks: [{ label: 'post', type: 'shell', command }] });
      const before = JSON.stringify(tasks(commandWith('  ')), undefined, 2);
      const [found, ...others] = find(before, 'tasks');
      assert.deepEqual([found?.fault, others], [{ kind: 'looseText', flag: '--text' }, []]);
      const [remedy] = found?.remedies ?? [];
      assert.ok(remedy?.kind === 'edit');
      assert.ok(remedy.edits.every(({ length }) => length >= 0));
      assert.deepEqual(JSON.parse(applyEdits(before, remedy.edits)), tasks(commandWith('=')));
    }
  });

  it('is found in the variables of its options', () => {
    const options = { env: { ...REFERENCES, INSTAGRAM_REFRESH_TOKEN: TOKEN } };
    assert.deepEqual(kindsInTask({ command: 'agoras', options }), ['plainSecret']);
    assert.deepEqual(kindsInTask({ command: 'agoras', options: { env: REFERENCES } }), []);
  });
});

describe('What is found in a workspace file', () => {
  it('is what stands in its launch configurations and in its tasks', () => {
    const workspace = {
      folders: [{ path: '.' }],
      launch: launchOf({ module: 'agoras.cli', args: [] }),
      tasks: { version: '2.0.0', tasks: [{ label: 'post', type: 'shell', command: 'agoras publish' }] },
      settings: { 'agoras.agorasVersion': '3.x' },
    };
    assert.deepEqual(
      find(workspace, 'workspace').map(({ fault }) => fault.kind),
      ['moduleOfOtherVersion', 'publishRemoved'],
    );
    assert.deepEqual(find({ folders: [], settings: {} }, 'workspace'), []);
  });
});
