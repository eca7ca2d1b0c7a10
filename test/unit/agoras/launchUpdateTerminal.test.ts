import assert from 'node:assert/strict';
import type { LaunchOptions } from '../../../src/agoras/launchConfiguration';
import { NAME, OF_3X, updated } from './launchUpdates';

describe('A launch configuration for a terminal that a person has made their own', () => {
  const terminal = (command: string, env = '"A": "b"'): string =>
    `{ ${NAME}, "type": "node-terminal", "command": ${JSON.stringify(command)}, "env": { ${env} } }`;
  /** The command line after an update. */
  const commandAfter = (command: string, changed: Partial<LaunchOptions> = {}, env?: string): unknown =>
    (JSON.parse(updated(terminal(command, env), changed)) as { command: unknown }).command;

  it('stays one when the Python debugger is installed', () => {
    const before = terminal('agoras instagram post --image-1="$STATUS_IMAGE_URL_1"', `"A": "b", ${OF_3X.join(', ')}`);
    assert.equal(updated(before, { version: '3.x', debugger: 'debugpy' }), before);
  });

  const asked = '"STATUS_TEXT": "${input:agorasText}", "STATUS_IMAGE_URL_1": "${input:agorasImageUrl}"';
  const cases: readonly (readonly [string, string, Partial<LaunchOptions>, string, string?])[] = [
    [
      'gets the content as arguments where it had it in variables alone, which Agoras reads no more',
      'agoras instagram post',
      { version: '3.x' },
      'agoras instagram post --text="$STATUS_TEXT" --image-1="$STATUS_IMAGE_URL_1"',
      asked,
    ],
    [
      'gets those parts as arguments that it has in variables',
      'agoras publish --network instagram --action post --status-text "Good morning"',
      { version: '3.x' },
      'agoras instagram post --text "Good morning" --image-1="$STATUS_IMAGE_URL_1"',
      asked,
    ],
    [
      'gets no text where a person has left it out',
      'agoras instagram post --image-1=x',
      { version: '3.x' },
      'agoras instagram post --image-1=x',
      asked,
    ],
    [
      'gets no content where a file has it',
      'agoras instagram post --content a.yml',
      { version: '3.x' },
      'agoras instagram post --content a.yml',
      asked,
    ],
    [
      'reads its content from variables, as Agoras 1.x does',
      'agoras publish -n instagram -a post',
      {},
      'agoras publish -n instagram -a post',
      asked,
    ],
    [
      'keeps what is around the call of Agoras, and every quote and blank',
      `cd 'my tools'  && FOO="$(cat "a b" | head -1)" ./.venv/bin/agoras  publish -n instagram   -a post -st "It's \\"$(date)\\"; done"  -x >log.txt 2>&1; echo "publish -st"`,
      { version: '3.x' },
      `cd 'my tools'  && FOO="$(cat "a b" | head -1)" ./.venv/bin/agoras instagram post --text "It's \\"$(date)\\"; done"  -x >log.txt 2>&1; echo "publish -st"`,
    ],
    [
      'starts the module by hand',
      'python -m agoras.cli publish --network=instagram --action=post --status-text=Hi',
      { version: '2.x' },
      'python -m agoras.cli.main instagram post --text=Hi',
    ],
    [
      'is continued in the next line, and publishes twice',
      'agoras publish -n instagram -a post \\\n  -st a && \\\n  agoras publish -n facebook -a post -st b',
      { version: '3.x' },
      'agoras instagram post \\\n  --text a && \\\n  agoras facebook post --text b',
    ],
    [
      'is written for the shell that the terminal has now',
      'agoras instagram post --text="$STATUS_TEXT" --image-1=x',
      { version: '3.x', shell: 'powershell' },
      'agoras instagram post "--text=$env:STATUS_TEXT" --image-1=x',
    ],
    [
      'comes from cmd, whose quotes are others',
      `cd a & agoras instagram post "--text=%STATUS_TEXT:"='%" --image-1=x | more`,
      { version: '1.x', shell: 'posix' },
      `cd a & agoras publish --network instagram --action post --status-text="$STATUS_TEXT" --status-image-url-1=x | more`,
    ],
    [
      'holds a token: it becomes a variable, for the shell keeps what is typed',
      'agoras publish -n instagram -a post -it EAA1 --instagram-object-id=17 -st x',
      {},
      'agoras publish -n instagram -a post -st x',
    ],
    [
      'is for an Agoras below 1.1.3, which gets its flags from variables',
      'agoras publish -n instagram -a post -it EAA1 -st x | cat',
      { readsFlagsOnly: true },
      'agoras publish -n instagram -a post --instagram-access-token="$INSTAGRAM_ACCESS_TOKEN" -st x --instagram-object-id="$INSTAGRAM_OBJECT_ID" | cat',
    ],
    ['starts a script of its own', './post.sh publish', { version: '3.x' }, './post.sh publish'],
    ['asks Agoras for something else', 'agoras --version', { version: '3.x' }, 'agoras --version'],
    [
      'has a quote that does not end',
      "agoras publish -n instagram -a post -st 'x",
      { version: '3.x' },
      "agoras publish -n instagram -a post -st 'x",
    ],
  ];
  for (const [what, before, options, after, env] of cases) {
    it(what, () => {
      assert.equal(commandAfter(before, options, env), after);
    });
  }
});
