// How the Agoras stand-in is started, and how it reads its arguments.
import assert from 'node:assert/strict';
import { delimiter, dirname } from 'node:path';
import { versionNumbers, type AgorasVersionNumber } from '../../agoras/versions';
import { notAuthenticated, raises, refuses, StandInFixture, withPublish, type Ended } from './standInFixture';

describe('The stand-in for Agoras', () => {
  const { install, start, run } = new StandInFixture();

  describe('is started', () => {
    for (const version of versionNumbers) {
      // Release 1.1.6 still has the version number of 1.1.5.
      const said = version === '1.1.6' ? '1.1.5' : version;
      it(`as ${version}, and says ${said} as a program and as a module`, async () => {
        const { executable, python } = install(version);
        const module = withPublish.includes(version) ? 'agoras.cli' : 'agoras.cli.main';
        for (const ended of [
          await start(executable, ['--version']),
          await start(executable, ['-V']),
          await start(python, ['-m', module, '--version']),
        ]) {
          assert.deepEqual(ended, { exitCode: 0, stdout: `agoras ${said}\n`, stderr: '' });
        }
      });
    }

    it('from the PATH', async () => {
      const PATH = [dirname(install('3.0.0').executable), process.env['PATH']].join(delimiter);
      assert.equal((await start('agoras', ['--version'], { PATH })).stdout, 'agoras 3.0.0\n');
      assert.equal((await start('python3', ['-m', 'agoras.cli.main', '--version'], { PATH })).exitCode, 0);
      assert.match((await start('python', ['--version'], { PATH })).stdout, /^Python 3/);
    });

    it('by the module that the release has, and by no other', async () => {
      const wrong: [AgorasVersionNumber, string, string][] = [
        ['1.1.5', 'agoras', "No module named agoras.__main__; 'agoras' is a package and cannot be directly executed"],
        ['3.0.0', 'agoras', "No module named agoras.__main__; 'agoras' is a package and cannot be directly executed"],
        [
          '1.1.6',
          'agoras.cli',
          "No module named agoras.cli.__main__; 'agoras.cli' is a package and cannot be directly executed",
        ],
        [
          '1.1.5',
          'agoras.cli.main',
          "Error while finding module specification for 'agoras.cli.main' (ModuleNotFoundError: __path__ attribute not found on 'agoras.cli' while trying to find 'agoras.cli.main')",
        ],
        ['2.1.1', 'pip', 'No module named pip'],
      ];
      for (const [version, module, problem] of wrong) {
        const { python } = install(version);
        refuses(await start(python, ['-m', module, '--version']), 1, `${python}: ${problem}`);
      }
      assert.equal((await start(install('2.1.1').python, ['script.py'])).exitCode, 2);
    });

    it('without a command, and then shows the usage', async () => {
      for (const version of ['1.1.5', '3.0.0'] as const) {
        const { exitCode, stdout } = await run(version, []);
        assert.equal(exitCode, 0);
        assert.ok(stdout.startsWith('usage: \tagoras [options]\n\tagoras <command> [options]\n'), stdout);
      }
    });
  });

  describe('parses its arguments', () => {
    const platforms =
      "'x', 'twitter', 'facebook', 'instagram', 'linkedin', 'discord', 'telegram', 'whatsapp', 'youtube', 'tiktok', 'threads', 'utils', 'publish'";
    const wrong: [AgorasVersionNumber, string[], string][] = [
      ['1.1.5', ['instagram', '--help'], "argument : invalid choice: 'instagram' (choose from 'publish')"],
      ['1.1.2', ['publish', '--status-link=x'], 'unrecognized arguments: --status-link=x'],
      ['1.1.5', ['publish', '--status-text', '-x'], 'argument -st/--status-text: expected one argument'],
      ['1.1.5', ['publish', '-it'], 'argument -it/--instagram-access-token: expected one argument'],
      [
        '1.1.5',
        ['publish', '-n', 'threads'],
        "argument -n/--network: invalid choice: 'threads' (choose from 'twitter', 'facebook', 'instagram', 'linkedin')",
      ],
      [
        '1.1.5',
        ['publish', '--status-image', '5'],
        'ambiguous option: --status-image could match --status-image-url-1, --status-image-url-2, --status-image-url-3, --status-image-url-4',
      ],
      ['1.1.5', ['-x'], 'unrecognized arguments: -x'],
      ['1.1.5', ['publish', '--help=1'], "argument -h/--help: ignored explicit argument '1'"],
      ['2.0.5', ['bogus'], `argument : invalid choice: 'bogus' (choose from ${platforms})`],
      ['2.0.5', ['instagram'], 'the following arguments are required: action'],
      [
        '2.0.5',
        ['instagram', 'list-posts', '--object-id', '1'],
        "argument action: invalid choice: 'list-posts' (choose from 'authorize', 'post', 'video')",
      ],
      ['2.0.5', ['instagram', 'post', '--text', '-x'], 'argument --text: expected one argument'],
      ['2.0.5', ['instagram', 'post', '--object-id', '1'], 'unrecognized arguments: --object-id 1'],
      ['2.0.5', ['instagram', 'post', '--image-2=x'], 'unrecognized arguments: --image-2=x'],
      ['2.1.1', ['instagram', 'post', '--profile=a'], 'unrecognized arguments: --profile=a'],
      ['2.1.1', ['instagram', 'post', '--content=a.yaml'], 'unrecognized arguments: --content=a.yaml'],
      ['2.1.1', ['publish', '--text=x'], 'unrecognized arguments: --text=x'],
      ['3.0.0', ['facebook', 'list-posts'], 'the following arguments are required: --object-id'],
      [
        '1.1.6',
        ['utils', 'tokens', 'unattended-format'],
        "argument tokens_command: invalid choice: 'unattended-format' (choose from 'list', 'show')",
      ],
    ];
    for (const [version, args, problem] of wrong) {
      it(`as ${version}, and refuses ${args.join(' ')}`, async () => {
        refusesUsage(await run(version, args), problem);
      });
    }

    for (const text of ['--text=-x', '--text=--', '--text=']) {
      it(`and takes ${text}`, async () => {
        raises(await run('2.0.5', ['instagram', 'post', text]), notAuthenticated('instagram'));
      });
    }

    it('and takes text with a blank, a beginning of a name, a short option with its value', async () => {
      raises(await run('2.0.5', ['instagram', 'post', '--te', '- x']), notAuthenticated('instagram'));
      raises(
        await run('1.1.5', ['publish', '-ninstagram', '-a=post', '-it', '-1']),
        'No --instagram-object-id provided.',
      );
    });

    it('and shows the options of a command in lines of a terminal', async () => {
      const { exitCode, stdout } = await run('2.0.5', ['facebook', 'post', '--help']);
      assert.equal(exitCode, 0);
      const usage = [
        'usage: agoras [options]',
        '\tagoras <command> [options] facebook post',
        '       [-h] [--text TEXT] [--link LINK] [--image-1 IMAGE_1]',
        '       [--image-2 IMAGE_2] [--image-3 IMAGE_3] [--image-4 IMAGE_4]',
      ];
      assert.deepEqual(stdout.split('\n').slice(0, 4), usage);
    });
  });

  it('misbehaves on request: late, and with secrets in what it prints', async () => {
    const { executable } = install('3.0.0', { delay: 300, printsSecrets: true });
    const before = Date.now();
    const { stdout, stderr } = await start(executable, ['--version'], { INSTAGRAM_REFRESH_TOKEN: 'EAAsecret' });
    assert.ok(Date.now() - before >= 300);
    assert.match(stdout, /EAAsecret/);
    assert.match(stderr, /EAAsecret/);
  });
});

function refusesUsage({ exitCode, stdout, stderr }: Ended, problem: string): void {
  assert.deepEqual([exitCode, stdout], [2, '']);
  assert.ok(stderr.startsWith('usage: '), stderr);
  assert.ok(stderr.endsWith(`error: ${problem}\n`), stderr);
}
