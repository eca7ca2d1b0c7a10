import assert from 'node:assert/strict';
import type { LaunchOptions } from '../../../src/agoras/launchConfiguration';
import { NETWORKS } from '../../../src/agoras/target';
import { planLaunch } from '../../../src/edits/json/launchPlan';
import { VALUE_FIELDS } from '../../../src/agoras/flags';
import { fieldsAskedBy, valueInput } from '../../../src/agoras/valueReferences';
import { ADA, ENV_FILE, FORMAT, read, textAfter, wantedFor } from '../edits/json/launchFiles';

const HEAD = '{ "configurations": [';
const QUESTIONS = '], "inputs": [{ "id": "agorasText" }, { "id": "agorasImageUrl" }';
const TAIL = `${QUESTIONS}] }`;
const NAME = '"name": "Agoras: publish to Instagram"';

/** The text of a configuration after an update. */
function updated(configuration: string, changed: Partial<LaunchOptions> = {}): string {
  const text = HEAD + configuration + TAIL;
  const after = textAfter(text, planLaunch(text, wantedFor(changed), FORMAT, 'launch.json'));
  assert.deepEqual(
    planLaunch(after, wantedFor(changed), FORMAT, 'launch.json'),
    { kind: 'unchanged' },
    'twice is once',
  );
  const end = after.indexOf(QUESTIONS);
  assert.ok(after.startsWith(HEAD) && end !== -1, after);
  const { configurations, inputs } = read(after) as { configurations: unknown; inputs: { id: string }[] };
  const asked = fieldsAskedBy(
    configurations,
    VALUE_FIELDS.map((field) => valueInput(field, ADA)),
  );
  const needed = VALUE_FIELDS.filter((one) => asked.some(({ field }) => field === one));
  assert.deepEqual(
    inputs.slice(2),
    needed.map((field) => valueInput(field, ADA)),
    'just the inputs that it needs',
  );
  return after.slice(HEAD.length, end);
}

type Case = readonly [what: string, before: string, options: Partial<LaunchOptions>, after: string];

function itEach(cases: readonly Case[]): void {
  for (const [what, before, options, after] of cases) {
    it(what, () => {
      assert.equal(updated(before, options), after);
    });
  }
}

const envFile = { kind: 'envFile', path: ENV_FILE } as const;
const ACCESS_TOKEN = '"INSTAGRAM_ACCESS_TOKEN": "${input:agoras.accessToken.1.2}"';
const OBJECT_ID = '"INSTAGRAM_OBJECT_ID": "${input:agoras.objectId.1.2}"';
const OF_3X = [
  OBJECT_ID,
  '"INSTAGRAM_CLIENT_ID": "${input:agoras.clientId.1.2}"',
  '"INSTAGRAM_CLIENT_SECRET": "${input:agoras.clientSecret.1.2}"',
  '"INSTAGRAM_REFRESH_TOKEN": "${input:agoras.refreshToken.1.2}"',
] as const;
/** The same on one line. */
const IN_LINE = OF_3X.map((variable) => variable.replace(': ', ':')).join(',');

const MINE_1X = `
    { // posts the news
      ${NAME},
      "type": "debugpy",
      "request": "launch",
      "module": "agoras.cli", // of the old one
      "args": [
        "publish", // say it
        "--network", "instagram",
        "--action", "post",
        // always the same
        "--status-text=Good\\u0020morning, “caf\\u00e9” --status-text", /* every day */
        "--status-image-url-1", "https://example.org/a.jpg", // our logo
        "--loglevel", "debug", // louder
        "--instagram-object-id", "\${input:agoras.objectId.1.2}"
      ],
      "console": "integratedTerminal", // I want to see it
      "env": {
        "PYTHONPATH": "lib", // ours
        ${ACCESS_TOKEN}
      },
      "cwd": "\${workspaceFolder}/tools"
    }`;

const MINE_3X = `
    { // posts the news
      ${NAME},
      "type": "debugpy",
      "request": "launch",
      "module": "agoras.cli.main", // of the old one
      "args": [
        // say it
        "instagram",
        "post",
        // always the same
        "--text=Good\\u0020morning, “caf\\u00e9” --status-text", /* every day */
        "--image-1", "https://example.org/a.jpg", // our logo
        "--loglevel", "debug" // louder
      ],
      "console": "integratedTerminal", // I want to see it
      "env": {
        "PYTHONPATH": "lib", // ours
        ${OF_3X.join(',\n        ')}
      },
      "cwd": "\${workspaceFolder}/tools"
    }`;

describe('A launch configuration that a person has made their own', () => {
  it('stays as it is when it is written again', () => {
    assert.equal(updated(MINE_1X), MINE_1X);
    assert.equal(updated(MINE_3X, { version: '3.x' }), MINE_3X);
    assert.equal(updated(MINE_3X, { version: '2.x' }), MINE_3X);
  });

  it('keeps text, picture, arguments, console, variables and comments when the version of Agoras changes', () => {
    assert.equal(updated(MINE_1X, { version: '3.x' }), MINE_3X);
  });

  it('and when it changes back', () => {
    const back = MINE_1X.replace(
      '"publish", // say it\n        "--network", ',
      '"publish",\n        "--network",\n        // say it\n        ',
    )
      .replace('"--action", ', '"--action",\n        ')
      .replace('"--instagram-object-id", ', '"--instagram-object-id",\n        ');
    assert.equal(updated(MINE_3X), back);
    assert.equal(updated(back, { version: '3.x' }), MINE_3X);
  });

  it('gets the values of another network where one is added, and loses them where it is taken out', () => {
    const both = updated(MINE_1X, { networks: NETWORKS });
    assert.equal(
      both,
      MINE_1X.replace(
        '"${input:agoras.objectId.1.2}"\n',
        '"${input:agoras.objectId.1.2}", "--facebook-object-id", "${input:agoras.pageId.1.2}"\n',
      ).replace(
        `${ACCESS_TOKEN}\n`,
        `${ACCESS_TOKEN},\n        "FACEBOOK_ACCESS_TOKEN": "\${input:agoras.accessToken.1.2}"\n`,
      ),
    );
    assert.equal(updated(both), MINE_1X);
  });

  const one = (args: string, rest = ''): string =>
    `{ ${NAME}, "type": "debugpy", "module": "agoras.cli", ${args}${rest} }`;
  const main = (args: string, rest = ''): string => one(args, rest).replace('agoras.cli', 'agoras.cli.main');
  const token = `, "env": { ${ACCESS_TOKEN} }`;
  const cases: readonly Case[] = [
    [
      'has the words in another order, or the short ones',
      one('"args": ["-v", "publish", "-st", "Hi", "-a", "post", "-n=instagram", "-i2=x", "-io", "1", "-it=2"]'),
      { version: '3.x' },
      main(`"args": ["-v", "instagram", "post", "--text", "Hi", "--image-2=x"]`, `, "env": {${IN_LINE}}`),
    ],
    [
      'has kept the short names, which Agoras 1.x takes as well',
      one(
        '"args": ["publish", "-n", "instagram", "-a", "post", "-st", "Hi", "-io", "${input:agoras.objectId.1.2}"]',
        token,
      ),
      {},
      one(
        '"args": ["publish", "-n", "instagram", "-a", "post", "-st", "Hi", "-io", "${input:agoras.objectId.1.2}"]',
        token,
      ),
    ],
    [
      'asks a question of its own: it gets the answer as one word, which may begin with a dash',
      one(
        '"args": ["publish", "-n", "instagram", "-a", "post", "--status-text", "${input:mine}", "-io=${input:agoras.objectId.1.2}"]',
        token,
      ),
      {},
      one(
        '"args": ["publish", "-n", "instagram", "-a", "post", "--status-text=${input:mine}", "-io=${input:agoras.objectId.1.2}"]',
        token,
      ),
    ],
    [
      'gives the token as a flag: it becomes a variable, and no other user of the computer sees it',
      one('"args": ["publish", "-n", "instagram", "-a", "post", "-it", "1", /* id */ "--instagram-object-id=17"]'),
      {},
      one(
        '"args": ["publish", "-n", "instagram", "-a", "post", /* id */ "--instagram-object-id", "${input:agoras.objectId.1.2}"], "env": {"INSTAGRAM_ACCESS_TOKEN":"${input:agoras.accessToken.1.2}"}',
      ),
    ],
    [
      'is for an Agoras below 1.1.3 now, which reads no variable',
      one(
        '"args": ["publish", "-n", "instagram", "-a", "post", "-io", "${input:agoras.objectId.1.2}", "-v"]',
        ', "env": { "A": "b", "INSTAGRAM_ACCESS_TOKEN": "1" }',
      ),
      { readsFlagsOnly: true },
      one(
        '"args": ["publish", "-n", "instagram", "-a", "post", "--instagram-access-token", "${input:agoras.accessToken.1.2}", "-io", "${input:agoras.objectId.1.2}", "-v"]',
        ', "env": { "A": "b" }',
      ),
    ],
    [
      'names another network: that is not ours to judge',
      one('"args": ["publish", "--network", "twitter", "--action", "post"]'),
      { version: '3.x' },
      main('"args": ["twitter", "post"]', `, "env": {${IN_LINE}}`),
    ],
    [
      'does something else than to post: its arguments stay, and the values come as variables',
      one('"args": ["publish", "-n", "instagram", "-a", "like"]'),
      {},
      one(
        '"args": ["publish", "-n", "instagram", "-a", "like"]',
        `, "env": {${[ACCESS_TOKEN, OBJECT_ID].join(',').replaceAll(': ', ':')}}`,
      ),
    ],
    [
      'starts a program instead of a module: only the variables change',
      `{ ${NAME}, "type": "debugpy", "program": "post.py", "args": ["-it", "x"], "env": { ${ACCESS_TOKEN}, "A": "b" } }`,
      { version: '3.x' },
      `{ ${NAME}, "type": "debugpy", "program": "post.py", "args": ["-it", "x"], "env": { "A": "b", ${OF_3X.join(', ')} } }`,
    ],
    [
      'has a type that nobody here knows',
      `{ ${NAME}, "type": "pwa-x", "module": "agoras.cli", "args": ["publish", "-n", "instagram", "-a", "post"] }`,
      {},
      `{ ${NAME}, "type": "pwa-x", "module": "agoras.cli", "args": ["publish", "-n", "instagram", "-a", "post"], "env": {${[ACCESS_TOKEN, OBJECT_ID].join(',').replaceAll(': ', ':')}} }`,
    ],
    [
      'has the type that the Python debugger had before',
      one('"args": ["publish", "-n", "instagram", "-a", "post"]').replace('debugpy', 'python'),
      { version: '3.x' },
      main('"args": ["instagram", "post"]', `, "env": {${IN_LINE}}`).replace('debugpy', 'python'),
    ],
    [
      'takes its arguments from elsewhere',
      one('"args": "${command:pickArgs}"'),
      { version: '3.x' },
      main('"args": "${command:pickArgs}"', `, "env": {${IN_LINE}}`),
    ],
  ];
  itEach(cases);
});

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

describe('Where a launch configuration takes the values from', () => {
  const program = (rest: string): string => `{ ${NAME}, "program": "x"${rest} }`;
  const cases: readonly Case[] = [
    [
      'changes to a .env when that is chosen',
      program(`, "env": { ${ACCESS_TOKEN}, ${OBJECT_ID}, "A": "b" }`),
      { source: envFile },
      program(`, "envFile": "${ENV_FILE}", "env": { "A": "b" }`),
    ],
    [
      'changes to VS Code when that is chosen',
      program(`, "envFile": "${ENV_FILE}"`),
      {},
      program(`, "env": {${ACCESS_TOKEN.replace(': ', ':')},${OBJECT_ID.replace(': ', ':')}}`),
    ],
    [
      'stays a .env in another place, where a person has put it',
      program(', "envFile": "${workspaceFolder}/secrets/.env"'),
      { source: envFile },
      program(', "envFile": "${workspaceFolder}/secrets/.env"'),
    ],
    [
      'leaves a .env with other variables beside it',
      program(`, "envFile": "${ENV_FILE}", "env": { ${ACCESS_TOKEN}, ${OBJECT_ID} }`),
      {},
      program(`, "envFile": "${ENV_FILE}", "env": { ${ACCESS_TOKEN}, ${OBJECT_ID} }`),
    ],
    [
      'stays VS Code when the version changes, whatever was written last',
      program(`, "env": { ${ACCESS_TOKEN}, ${OBJECT_ID} }`),
      { version: '1.x', source: envFile, keepsSource: true },
      program(`, "env": { ${ACCESS_TOKEN}, ${OBJECT_ID} }`),
    ],
    [
      'stays a .env when the version changes, whatever was written last',
      program(', "envFile": "x"'),
      { version: '3.x', keepsSource: true },
      program(', "envFile": "x"'),
    ],
    [
      'is what was written last where the configuration says nothing',
      program(''),
      { source: envFile, keepsSource: true },
      program(''),
    ],
    [
      'lets a person set a value of their own beside a .env',
      program(`, "envFile": "x", "env": { "INSTAGRAM_OBJECT_ID": "17", "INSTAGRAM_CLIENT_ID": "1" }`),
      { source: envFile },
      program(`, "envFile": "x", "env": { "INSTAGRAM_OBJECT_ID": "17" }`),
    ],
    [
      'leaves the comments behind that are among the variables',
      program(`, "env": { /* from VS Code */ ${ACCESS_TOKEN} }`),
      { source: envFile },
      program(`, "envFile": "${ENV_FILE}", "env": { /* from VS Code */ }`),
    ],
  ];
  itEach(cases);
});
