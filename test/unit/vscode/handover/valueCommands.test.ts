import assert from 'node:assert/strict';
import { inputReference, valueInput } from '../../../../src/agoras/valueReferences';
import { apps, pages } from '../../../sandbox/world';
import { Computer, type FlowWindow } from '../../../window/computer';
import { ESCAPE } from '../../../window/userDouble';

const settings = { 'agoras.agorasVersion': '2.x', 'agoras.objectId': 'instagramAccount' };
const ada = pages.adaInstagram;
const grace = pages.grace;
const idOf = (page: { readonly id: string }) => `${apps.demo.id}.${page.id}`;

const QUESTION = `Share the credentials of “${ada.name}”`;
const YES = [QUESTION, 'Share'] as const;
const ONCE = [QUESTION, 'Share Once'] as const;
const NO = [QUESTION, ESCAPE] as const;

const publish = {
  name: 'Publish',
  type: 'debugpy',
  request: 'launch',
  program: '${workspaceFolder}/publish.py',
  env: { TOKEN: '${command:agoras.refreshToken}', ID: '${command:agoras.objectId}' },
};
const onlyId = { name: 'Only the ID', type: 'node', request: 'launch', env: { ID: '${command:agoras.objectId}' } };
const task = {
  label: 'Post',
  type: 'shell',
  command: './post.sh',
  options: { env: { S: '${command:agoras.clientSecret}' } },
};

describe('A value of an account', () => {
  let window: FlowWindow;
  let computer: Computer;
  beforeEach(async () => {
    computer = await Computer.start();
    window = computer.openWindow({ settings });
    computer.write('a/publish.py', 'print(1)\n');
    computer.write('a/post.sh', 'echo 1\n');
    writeLaunch(publish, onlyId);
    writeTasks(task);
    await window.does('getCredentials', computer.obtaining('ada', 'Only keep'));
  });
  afterEach(() => computer.shutDown());

  const writeLaunch = (...configurations: readonly object[]) => {
    computer.write('a/.vscode/launch.json', JSON.stringify({ version: '0.2.0', configurations }));
  };
  const writeTasks = (...tasks: readonly object[]) => {
    computer.write('a/.vscode/tasks.json', JSON.stringify({ version: '2.0.0', tasks }));
  };
  const launches = (answers: Parameters<FlowWindow['during']>[0], configuration: object = publish) =>
    window.during(answers, () => window.launch(configuration));
  const runsTask = (answers: Parameters<FlowWindow['during']>[0], entry: object = task) =>
    window.during(answers, () => window.fillIn(entry));
  const executes = (answers: Parameters<FlowWindow['during']>[0], command: string, argument?: unknown) =>
    window.during(answers, () => window.execute(command, argument));
  const question = () => window.user.asked.join('\n');
  const isSecret = (text: unknown) => typeof text === 'string' && /^(?:EAA|[0-9a-f]{32}$)/.test(text);

  describe('for a launch configuration', () => {
    it('is handed over after one question, which names the account, the entry, its file and what it asks for', async () => {
      const filled = await launches([YES]);
      assert.match(JSON.stringify(filled), /"TOKEN":"EAA/);
      assert.match(question(), /“Publish” in \.vscode\/launch\.json is asking for the object ID, the refresh token\./);
      assert.match(question(), /can publish as this Page/);
      await launches([]);
    });

    it('is not there after a no, and nothing is started', async () => {
      assert.equal(await launches([NO]), undefined);
      assert.equal(await launches([NO]), undefined);
    });

    it('is not covered by what another entry was agreed to', async () => {
      await launches([YES], onlyId);
      assert.match(question(), /“Only the ID” in .* is asking for the object ID\./);
      assert.doesNotMatch(question(), /can publish as this Page/);
      assert.equal(await launches([NO]), undefined);
    });

    for (const [what, change, file] of [
      [
        'the entry',
        () => {
          writeLaunch({ ...publish, program: '${workspaceFolder}/evil.py' });
        },
        '.vscode/launch.json',
      ],
      [
        'the fields that it asks for',
        () => {
          writeLaunch({ ...publish, env: { ...publish.env, S: '${command:agoras.clientSecret}' } });
        },
        '.vscode/launch.json',
      ],
      [
        'the program that it starts',
        () => {
          computer.write('a/publish.py', 'steal()\n');
        },
        'publish.py',
      ],
    ] as const) {
      it(`is asked for again when ${what} has changed, with the name of the file`, async () => {
        await launches([YES]);
        change();
        const { configurations } = JSON.parse(computer.read('a/.vscode/launch.json') ?? '') as {
          configurations: object[];
        };
        assert.equal(await launches([NO], configurations[0]), undefined);
        assert.match(question(), new RegExp(`Changed since you agreed: .*${file}`));
      });
    }

    it('is asked for again when a module of the folder comes before the installed one', async () => {
      const module = { ...publish, program: undefined, module: 'agoras.cli.main' };
      writeLaunch(module);
      const [entry] = (JSON.parse(computer.read('a/.vscode/launch.json') ?? '') as { configurations: object[] })
        .configurations;
      await launches([YES], entry);
      computer.write('a/agoras/cli/main.py', 'steal()\n');
      assert.equal(await launches([NO], entry), undefined);
      assert.match(question(), /Changed since you agreed: agoras\/cli\/main\.py/);
    });

    it('is not asked for again when something else in the file changes', async () => {
      await launches([YES]);
      writeLaunch({ name: 'Other', type: 'node', request: 'launch' }, publish);
      await launches([]);
    });

    it('is asked for each time where the launch stands in no file, or says something else than the one there', async () => {
      await launches([YES]);
      const forged = { ...publish, program: '/tmp/evil.py' };
      assert.match(JSON.stringify(await launches([ONCE], forged)), /"TOKEN":"EAA/);
      assert.match(question(), /“Publish”.*No open launch\.json or workspace file contains it/);
      assert.match(question(), /You’ll be asked each time/);
      assert.equal(await launches([NO], forged), undefined);
    });

    it('says who can see it where it is an argument', async () => {
      const visible = { ...publish, args: ['--token', '${command:agoras.accessToken}', '${command:agoras.objectId}'] };
      writeLaunch(visible);
      assert.equal(await launches([NO], visible), undefined);
      assert.match(question(), /passes the access token as an argument\. .* everyone on that computer can see it/);
    });

    it('is that of the account which the entry names, and was agreed to for that account alone', async () => {
      await launches([YES]);
      await window.does('getCredentials', computer.obtaining('grace', 'Only keep'));
      await window.does('switchAccount', [['Which account', grace.name]]);
      assert.equal(await launches([[`Share the credentials of “${grace.name}”`, ESCAPE]]), undefined);
      const inputs = [
        { id: 'agoras.refreshToken.a', type: 'command', command: 'agoras.refreshToken', args: { account: idOf(ada) } },
      ];
      const bound = { ...publish, name: 'Bound', env: { TOKEN: '${input:agoras.refreshToken.a}' } };
      computer.write('a/.vscode/launch.json', JSON.stringify({ configurations: [bound], inputs }));
      const filled = await window.during([YES], () => window.launch(bound, inputs));
      const [token = ''] = /EAA\w+/.exec(JSON.stringify(filled)) ?? [];
      assert.equal(computer.sandbox.describe(token)?.pageId, ada.id);
    });

    it('is not asked for once more after a no, although VS Code goes on to the next input of the launch', async () => {
      const inputs = (['refreshToken', 'objectId', 'clientId'] as const).map((field) => valueInput(field, idOf(ada)));
      const env = Object.fromEntries(inputs.map(({ id }) => [id, inputReference(id)]));
      const bound = { ...publish, env };
      computer.write('a/.vscode/launch.json', JSON.stringify({ configurations: [bound], inputs }));
      const starts = (answer: Parameters<FlowWindow['during']>[0][number]) =>
        window.during([answer], () => window.launch(bound, inputs));
      assert.equal(await starts(NO), undefined);
      assert.equal(await starts(NO), undefined);
      assert.match(JSON.stringify(await starts(YES)), /EAA/);
    });

    it('is refused, and said why, where it is belongs to an account that isn’t stored', async () => {
      const inputs = [{ id: 'x', type: 'command', command: 'agoras.refreshToken', args: { account: '1.2' } }];
      const bound = { ...publish, env: { TOKEN: '${input:x}' } };
      computer.write('a/.vscode/launch.json', JSON.stringify({ configurations: [bound], inputs }));
      assert.match(JSON.stringify(await window.during([], () => window.launch(bound, inputs))), /\$\{input:x\}/);
      assert.match(window.message, /belongs to an account that isn’t stored/);
    });
  });

  describe('for a task', () => {
    it('is handed over after one question, and again when its script has changed', async () => {
      assert.match(JSON.stringify(await runsTask([YES])), /"S":"[0-9a-f]{32}"/);
      assert.match(question(), /“Post” in \.vscode\/tasks\.json is asking for the App Secret/);
      await runsTask([]);
      computer.write('a/post.sh', 'steal\n');
      await runsTask([NO]);
      assert.match(question(), /Changed since you agreed: post\.sh/);
    });

    it('is not handed over for another field, nor because a launch configuration was agreed to', async () => {
      await launches([YES]);
      const greedy = { ...task, options: { env: { S: '${command:agoras.refreshToken}' } } };
      writeTasks(greedy);
      assert.doesNotMatch(JSON.stringify(await runsTask([NO], greedy)), /EAA/);
    });
  });

  describe('for whoever else runs the command', () => {
    it('is asked for each time where no entry asks, whatever was agreed to for entries', async () => {
      await launches([YES]);
      await runsTask([YES]);
      for (const command of ['agoras.refreshToken', 'agoras.userToken', 'agoras.accessToken', 'agoras.objectId']) {
        assert.equal(await executes([NO], command), undefined);
        assert.match(question(), /not a launch configuration or task in this workspace/);
      }
      assert.ok(isSecret(await executes([ONCE], 'agoras.refreshToken')));
      assert.equal(await executes([NO], 'agoras.refreshToken'), undefined);
    });

    it('is asked for all the same with the argument that VS Code would pass for a launch', async () => {
      await launches([YES]);
      assert.equal(await executes([NO], 'agoras.refreshToken', publish), undefined);
    });

    it('is not given twice for one launch', async () => {
      await launches([YES]);
      assert.equal(await executes([NO], 'agoras.objectId'), undefined);
    });

    it('is refused in a workspace that is not trusted, with no question', async () => {
      const restricted = computer.openWindow({ settings, isTrusted: false });
      const filled = await restricted.during([], () => restricted.launch(publish));
      assert.equal(filled, undefined);
      assert.match(restricted.message, /This workspace isn’t trusted/);
    });
  });

  it('is asked for anew once the account was forgotten and obtained again', async () => {
    await launches([YES]);
    await window.does('forgetCredentials', [[`Forget the credentials of “${ada.name}”`, 'Forget']]);
    await window.does('getCredentials', computer.obtaining('ada', 'Only keep'));
    assert.equal(await launches([NO]), undefined);
  });
});
