import assert from 'node:assert/strict';
import { installAgoras } from '../../../agoras/standIn';
import { pages } from '../../../sandbox/world';
import { Computer, type FlowWindow } from '../../../window/computer';
import { eventually } from '../../../workbench/waiting';

const PANEL = 'agoras.reportPanel';

const settings = { 'agoras.agorasVersion': '3.x', 'agoras.executable': '/nowhere/agoras' };

/** For another version of Agoras, and with the variables that replace the old one: one line too many. */
const DOTENV = [
  '# mine',
  'INSTAGRAM_ACCESS_TOKEN=old',
  'INSTAGRAM_CLIENT_ID=1',
  'INSTAGRAM_CLIENT_SECRET=2',
  'INSTAGRAM_REFRESH_TOKEN=3',
  'INSTAGRAM_OBJECT_ID=4',
  '',
].join('\r\n');

const launchWith = (text: string) =>
  `{"configurations": [{"name": "Post", "module": "agoras.cli.main", "args": ["instagram", "post", ${text}]}]}\n`;
const LOOSE = launchWith('"--text", "${input:text}"');
const JOINED = launchWith('"--text=${input:text}"');

/** As written for Agoras 1.x and an account. */
const launchOf = (id: string) => {
  const input = `agoras.accessToken.${id}`;
  const args = ['publish', '--network', 'instagram', '--action', 'post', '--status-text=Cake'];
  const env = { INSTAGRAM_ACCESS_TOKEN: `\${input:${input}}` };
  return JSON.stringify({
    configurations: [{ name: 'Post', type: 'debugpy', request: 'launch', module: 'agoras.cli', args, env }],
    inputs: [{ id: input, type: 'command', command: 'agoras.accessToken', args: { account: id } }],
  });
};

const ELSEWHERE =
  '"written":[{"id":"1","kind":"dotenv","uri":"file:///srv/x/.env","host":"ssh-remote+prod","target":{"version":"3.x","networks":["instagram"]},"at":1,"fingerprints":["x"]}]';

describe('A report of a whole workspace', () => {
  let computer: Computer;
  let window: FlowWindow;

  beforeEach(async () => {
    computer = await Computer.start();
    computer.write('a/.env', DOTENV);
    computer.write('b/.vscode/launch.json', LOOSE);
    computer.write('b/node_modules/other/.env', DOTENV);
    window = computer.openWindow({ open: ['a', 'b'], settings });
  });
  afterEach(() => computer.shutDown());

  /** The newest report as text, without markup. */
  const seen = () => {
    const newest = window.shown.at(-1) ?? '';
    const message = newest.startsWith('{') ? (JSON.parse(newest) as { readonly html: string }).html : newest;
    return message
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .replaceAll('&#39;', "'");
  };
  const newestHtml = () => window.shown.at(-1)?.replaceAll('\\"', '"') ?? '';
  const diagnose = async () => {
    await window.does('diagnose', []);
    await window.sendFrom(PANEL, { kind: 'ready' });
  };
  /** Presses the button with this label, on the line of that text; waits for the next report. */
  const press = async (button: string) => {
    const html = window.shown.at(-1) ?? '';
    const report = Number(/data-report=\\?"(\d+)/.exec(html)?.[1]);
    await window.sendFrom(PANEL, { kind: 'press', report, button });
  };
  const pressAndSee = async (button: string) => {
    const before = window.shown.length;
    await press(button);
    await eventually('another report', () => Promise.resolve(window.shown.length > before ? true : undefined));
    return seen();
  };

  it('has what is wrong in each folder, with its place, and leaves out what the search leaves out', async () => {
    await window.change('search.exclude', { '**/node_modules': true, '**/dist': false });
    await diagnose();
    assert.match(seen(), /Files checked: 2\. Folders: 2\./);
    assert.match(seen(), /Warning: a\/\.env:2 Agoras 3\.x doesn’t read INSTAGRAM_ACCESS_TOKEN\. Remove this line/);
    assert.match(seen(), /b\/\.vscode\/launch\.json:1 Text that begins with a dash .* Join them/);
    assert.match(seen(), /Fix All \(2\)/);
    assert.doesNotMatch(seen(), /node_modules/);
  });

  it('says what could not be asked as not known, never as safe', async () => {
    await diagnose();
    assert.match(seen(), /Unknown: Agoras wasn’t found/);
    assert.match(seen(), /Unknown: No account is stored/);
    assert.match(seen(), /Problems: 3\. Couldn’t be checked: 2\./);
  });

  it('opens a finding at its line', async () => {
    await diagnose();
    await press('files-0-open');
    assert.deepEqual(window.opened, [{ path: computer.at('a/.env'), line: 2 }]);
  });

  it('fixes all at once: launch.json in the editor, the .env on the disk, each with its own line breaks', async () => {
    await window.change('search.exclude', { '**/node_modules': true });
    await diagnose();
    const fixed = await pressAndSee('fixAll');
    assert.equal(computer.read('a/.env'), DOTENV.replace('INSTAGRAM_ACCESS_TOKEN=old\r\n', ''));
    assert.deepEqual(
      window.editors.open.map(({ text, isDirty }) => [text, isDirty]),
      [[JOINED, true]],
    );
    assert.equal(computer.read('b/.vscode/launch.json'), LOOSE);
    assert.match(fixed, /Warning: b\/\.vscode\/launch\.json has unsaved changes/);
    assert.doesNotMatch(fixed, /Fix All|doesn’t read|begins with a dash/);
    assert.match(window.shown.at(-1) ?? '', /"announcement":"Fixed\./);

    const saved = await pressAndSee('files-0-0');
    assert.equal(computer.read('b/.vscode/launch.json'), JOINED);
    assert.match(saved, /No problems were found\. Couldn’t be checked: 2\./);
  });

  it('says of lines that are deleted in an editor, but not saved, that the file still has them', async () => {
    window.editors.look(computer.at('a/.env')).text = '# mine\n';
    await diagnose();
    assert.doesNotMatch(seen(), /has unsaved changes/);
    window.editors.look(computer.at('a/.env')).isDirty = true;
    const again = await pressAndSee('again');
    assert.match(again, /Warning: a\/\.env has unsaved changes: its editor was checked, but Agoras reads the saved/);
    assert.doesNotMatch(again, /a\/\.env:/);
  });

  it('fixes one finding alone', async () => {
    await diagnose();
    const fixed = await pressAndSee('files-0-0');
    assert.equal(computer.read('a/.env'), DOTENV.replace('INSTAGRAM_ACCESS_TOKEN=old\r\n', ''));
    assert.match(fixed, /begins with a dash/);
  });

  it('changes nothing in a file that has changed since, and looks again', async () => {
    await diagnose();
    computer.write('a/.env', `# theirs\n${DOTENV}`);
    await pressAndSee('files-0-0');
    assert.equal(computer.read('a/.env'), `# theirs\n${DOTENV}`);
    assert.match(window.shown.at(-1) ?? '', /A file changed in the meantime/);
    assert.match(seen(), /a\/\.env:3/);
  });

  it('fixes the rest where a file is gone by then, and looks again', async () => {
    await window.change('search.exclude', { '**/node_modules': true });
    await diagnose();
    computer.delete('b/.vscode/launch.json');
    await pressAndSee('fixAll');
    assert.equal(computer.read('a/.env'), DOTENV.replace('INSTAGRAM_ACCESS_TOKEN=old\r\n', ''));
    assert.match(window.shown.at(-1) ?? '', /A file changed in the meantime/);
  });

  it('keeps a byte order mark when it fixes a .env', async () => {
    computer.write('a/.env', `\uFEFF${DOTENV}`);
    await diagnose();
    await pressAndSee('files-0-0');
    assert.equal(computer.read('a/.env'), `\uFEFF${DOTENV.replace('INSTAGRAM_ACCESS_TOKEN=old\r\n', '')}`);
  });

  it('takes no button of an earlier report, and none that is not there', async () => {
    await diagnose();
    const before = window.shown.length;
    await window.sendFrom(PANEL, { kind: 'press', report: 0, button: 'fixAll' });
    for (const button of ['files-9-0', 'files-0-9', 'other-0-0', '__proto__']) await press(button);
    await window.sendFrom(PANEL, { kind: 'press', report: 1, button: 'fixAll', more: true });
    assert.equal(window.shown.length, before);
    assert.equal(computer.read('a/.env'), DOTENV);
  });

  it('is diagnosed again at a press, and shows what has come since', async () => {
    await diagnose();
    computer.write('a/.vscode/tasks.json', '{"tasks": [{"command": "agoras publish"}]}');
    assert.match(await pressAndSee('again'), /a\/\.vscode\/tasks\.json:1 Agoras 3\.0 removed “publish”/);
  });

  for (const rubbish of [17, { id: 'page' }, null, '📷', 'Page']) {
    it(`says of ${JSON.stringify(rubbish)} in agoras.objectId what is used instead, and opens that setting`, async () => {
      await window.change('agoras.objectId', rubbish);
      await diagnose();
      assert.match(
        seen(),
        /Warning: The setting agoras\.objectId has an invalid value, so “ask” is used instead\. Open/,
      );
      await press('settings-0-0');
      assert.deepEqual(window.settingsSearched, ['@id:agoras.objectId']);
    });
  }

  it('opens the very setting below a message about it', async () => {
    await window.change('agoras.graphApi.version', 'latest');
    await window.does('getCredentials', [['The setting agoras.graphApi.version', 'Open Settings']]);
    assert.deepEqual(window.settingsSearched, ['@id:agoras.graphApi.version']);
  });

  describe('that something has changed since', () => {
    const SINCE = 'Something that this report is about has changed since';
    const saysSo = () => eventually('that it has changed', () => Promise.resolve(seen().includes(SINCE) || undefined));
    const hasLooked = (count: number) =>
      eventually('that it has looked', () => Promise.resolve(window.editors.searchCount > count || undefined));

    it('is said when another program has changed a file, and no longer once it is diagnosed again', async () => {
      await diagnose();
      computer.write('a/.env', DOTENV.replace('INSTAGRAM_ACCESS_TOKEN=old\r\n', ''));
      window.noticeFiles();
      await saysSo();
      assert.match(seen(), /doesn’t read INSTAGRAM_ACCESS_TOKEN/);
      assert.match(window.shown.at(-1) ?? '', /"announcement":"Something that this report is about/);
      assert.doesNotMatch(await pressAndSee('again'), /has changed since|a\/\.env/);
    });

    it('is said when somebody types in an editor, and when a setting has another value', async () => {
      await diagnose();
      window.editors.type(computer.at('a/.env'), 'INSTAGRAM_ACCESS_TOKEN=new\n');
      await saysSo();
      await pressAndSee('again');
      await window.change('agoras.networks', ['myspace']);
      await saysSo();
    });

    it('is said when an account was checked elsewhere', async () => {
      await window.does('getCredentials', computer.obtaining('ada', 'Only keep'));
      await diagnose();
      computer.sandbox.changePassword('ada');
      await window.does('checkToken', []);
      await saysSo();
    });

    it('is said when terminals get credentials', async () => {
      await window.does('getCredentials', computer.obtaining('ada', 'Only keep'));
      await diagnose();
      await window.does('useInTerminal', [['Share the credentials', 'Share']]);
      await saysSo();
    });

    it('is not said of a change that the report made itself, nor of one that it does not depend on', async () => {
      await diagnose();
      await pressAndSee('files-0-0');
      computer.write('a/notes.txt', 'nothing');
      const before = window.editors.searchCount;
      window.noticeFiles();
      await hasLooked(before);
      // After a look that finds a difference, there is no other.
      window.noticeFiles();
      await hasLooked(before + 1);
      assert.ok(!seen().includes(SINCE));
    });

    it('is not looked for once its tab was closed', async () => {
      await diagnose();
      const { searchCount } = window.editors;
      window.closeTab(PANEL);
      window.noticeFiles();
      await diagnose();
      assert.equal(window.editors.searchCount, searchCount + 1);
    });
  });

  it('names the settings that cannot be right, with the folder that has them', async () => {
    await window.change('agoras.networks', ['myspace']);
    await window.change('agoras.graphApi.version', 'latest');
    await window.change('a/agoras.dotenv.path', '../.env');
    await diagnose();
    assert.match(seen(), /Warning: The setting agoras\.networks has an invalid value/);
    assert.match(seen(), /Error: The setting agoras\.graphApi\.version can’t be used/);
    assert.match(seen(), /Warning: a: The path in the setting agoras\.dotenv\.path leads outside the folder/);
  });

  describe('with an account', () => {
    beforeEach(() => window.does('getCredentials', computer.obtaining('ada', 'Only keep')));
    const { name } = pages.adaInstagram;

    it('says how it is, and that of one that Facebook no longer takes', async () => {
      await diagnose();
      assert.match(seen(), new RegExp(`OK: “${name}”, used by this workspace: `));
      computer.sandbox.changePassword('ada');
      await window.does('checkToken', []);
      assert.match(await pressAndSee('again'), new RegExp(`Error: “${name}”, .*not valid.* Renew Check`));
    });

    it('does not come back after a button whose command outlasts it', async () => {
      await diagnose();
      const shown = window.shown.length;
      await press('accounts-0-0');
      window.closeTab(PANEL);
      const isOver = () => window.log.includes('a button of a message: done');
      await eventually('the end of the check', () => Promise.resolve(isOver() ? true : undefined));
      assert.match(window.message, /is valid/);
      assert.equal(window.shown.length, shown);
    });

    it('brings a launch configuration of another account up to date for that account', async () => {
      const [, id = ''] = /"id":"(\d+\.\d+)"/.exec(computer.stored) ?? [];
      await window.does('getCredentials', computer.obtaining('grace', 'Only keep'));
      computer.delete('b/.vscode/launch.json');
      computer.write('a/.vscode/launch.json', launchOf(id));
      await diagnose();
      const [, index = ''] = /id="files-(\d+)-text">[^<]*doesn’t start Agoras 3/.exec(newestHtml()) ?? [];
      await pressAndSee(`files-${index}-0`);
      const [editor] = window.editors.open;
      assert.match(editor?.text ?? '', new RegExp(`input:agoras\\.refreshToken\\.${id}`));
      assert.deepEqual([...new Set(editor?.text.match(/\d{9,}\.\d{9,}/g))], [id]);
    });

    for (const [exact, passes] of [
      ['1.1.2', /"--instagram-access-token(=|",\s*")\$\{input:agoras\.accessToken/],
      ['1.1.5', /"INSTAGRAM_ACCESS_TOKEN": ?"\$\{input:agoras\.accessToken/],
    ] as const) {
      it(`rewrites a launch configuration so that Agoras ${exact} gets the token where it reads it`, async () => {
        const { executable } = installAgoras(computer.at('bin'), exact, computer.sandbox.url);
        const chosen = { 'agoras.agorasVersion': '1.x', 'agoras.executable': executable };
        window = computer.openWindow({ open: ['a'], settings: chosen });
        computer.delete('a/.env');
        computer.write('a/.vscode/launch.json', LOOSE.replace('"name": "Post"', '"name": "Post", "type": "debugpy"'));
        await diagnose();
        const [, index = ''] = /id="files-(\d+)-text">[^<]*doesn’t start Agoras 1/.exec(newestHtml()) ?? [];
        await pressAndSee(`files-${index}-0`);
        const [editor] = window.editors.open;
        assert.match(editor?.text ?? '', passes);
      });
    }

    it('names places on another host, and does not say that they are fine', async () => {
      computer.stored = computer.stored.replace('"written":[]', ELSEWHERE);
      await diagnose();
      assert.match(seen(), /Unknown: \/srv\/x\/\.env \(ssh-remote\+prod\) is on another host, so it wasn’t checked\./);
    });

    it('says whose credentials terminals get', async () => {
      await window.does('useInTerminal', [['Share the credentials', 'Share']]);
      await diagnose();
      assert.match(seen(), new RegExp(`OK: New terminals get the current credentials of “${name}”`));
    });

    it('copies a text without secrets, names, paths of the computer or hosts', async () => {
      computer.write('a/.env', `INSTAGRAM_REFRESH_TOKEN=EAA${'x'.repeat(60)}\n`);
      computer.stored = computer.stored.replace('"written":[]', ELSEWHERE);
      await diagnose();
      await press('copy');
      const text = window.clipboard;
      assert.match(
        text,
        /^Agoras: Diagnosis\nAgoras Credentials .+\nVS Code 1\.100\.0 \(.+\)\nAgoras unknown\nAs of .+\n/,
      );
      assert.match(text, /\n- Error: a\/\.env:1: The variables for Instagram are incomplete/);
      assert.match(text, /“Page 1”, used by this workspace/);
      assert.match(text, /- Unknown: \.env is on another host/);
      for (const hidden of [/EAA/, /\/srv/, /prod/, /\/nowhere/, new RegExp(name), new RegExp(computer.at(''))]) {
        assert.doesNotMatch(text, hidden);
      }
    });
  });
});

describe('A report in Restricted Mode', () => {
  let computer: Computer;
  beforeEach(async () => (computer = await Computer.start()));
  afterEach(() => computer.shutDown());

  it('starts no program, and says so', async () => {
    computer.write('a/.env', `INSTAGRAM_REFRESH_TOKEN=EAA${'x'.repeat(60)}\n`);
    computer.write('a/.git/HEAD', 'ref: refs/heads/main\n');
    const started = computer.at('started');
    for (const program of ['agoras', 'git']) {
      computer.write(`bin/${program}`, `#!/bin/sh\ntouch '${started}'\necho agoras 3.0.0\n`, 0o700);
    }
    const programs = { 'agoras.executable': computer.at('bin/agoras'), 'git.path': computer.at('bin/git') };
    const window = computer.openWindow({ settings: { ...settings, ...programs }, isTrusted: false });
    await window.does('diagnose', []);
    const text = (window.shown.at(-1) ?? '').replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
    assert.match(text, /Unknown: Not checked: no program is started in Restricted Mode/);
    assert.match(text, /Unknown: It isn’t known whether a commit could publish \.env/);
    assert.equal(computer.read('started'), undefined);
  });
});
