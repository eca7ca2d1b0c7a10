// Every fault that is marked in a file: a text with it, near misses without it, and the text after its remedy.
import assert from 'node:assert/strict';
import type { AgorasVersion } from '../../../src/agoras/target';
import { Secret } from '../../../src/base/secret';
import type { Account } from '../../../src/credentials/account';
import { planDotenv } from '../../../src/edits/dotenv/dotenvPlan';
import { applyEdits } from '../../../src/edits/textPlan';
import type { DocumentKind } from '../../../src/findings/documentKind';
import type { GitState } from '../../../src/findings/dotenvFindings';
import { findIn } from '../../../src/findings/findIn';
import type { Fault, FaultKind } from '../../../src/findings/finding';
import { KnownValues } from '../../../src/findings/knownValues';
import { planUpgrade } from '../../../src/findings/upgrade/planUpgrade';
import { ACCOUNT, ACCOUNT_SECRETS, accountFor, DAY, NOW } from '../../account';

const TOKEN = `EAA${'x'.repeat(40)}`;
const SECRET = '0123456789abcdef'.repeat(2);
/** From an app that no stored account has, such as one for the login on a website. */
const OTHER_ID = '123456789012345';
const OTHER_SECRET = 'fedcba9876543210'.repeat(2);
const INSTAGRAM_ID = '17841400000000001';

interface Setting {
  readonly version?: AgorasVersion;
  readonly record?: Partial<Account['record']>;
  readonly git?: GitState;
}

interface Case extends Setting {
  readonly in: DocumentKind;
  readonly text: string;
  readonly nearMisses: readonly [near: string, alsoNear: string];
  /** The text after applying the remedy. */
  readonly fixed: (text: string, fix: Fix) => string;
  /** What has changed besides the text. */
  readonly after?: Setting;
}

/** The edit that the fault offers, and the upgrade of the file. */
interface Fix {
  readonly edit: () => string;
  readonly upgrade: () => string;
}

const complete = (values: Readonly<Record<string, string>> = {}): string =>
  Object.entries({
    INSTAGRAM_OBJECT_ID: INSTAGRAM_ID,
    INSTAGRAM_CLIENT_ID: '1',
    INSTAGRAM_CLIENT_SECRET: SECRET,
    INSTAGRAM_REFRESH_TOKEN: 'EAApage',
    ...values,
  })
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');

const launch = (configuration: object): string =>
  JSON.stringify(
    { configurations: [{ name: 'Post', type: 'debugpy', request: 'launch', envFile: '.env', ...configuration }] },
    undefined,
    2,
  );

const step = (...lines: readonly string[]): string =>
  [
    'on: push',
    'jobs:',
    '  post:',
    '    runs-on: ubuntu-latest',
    '    steps:',
    ...lines.map((line) => `      ${line}`),
    '',
  ].join('\n');

const action = (release: string, ...inputs: readonly string[]): string =>
  step(
    `- uses: LuisAlejandro/agoras-actions@${release}`,
    '  with:',
    ...['network: instagram', 'action: post', ...inputs].map((line) => `    ${line}`),
  );

const byEdit = (_text: string, { edit }: Fix): string => edit();
const byUpgrade = (_text: string, { upgrade }: Fix): string => upgrade();
const same = (text: string): string => text;
/** The text that "Write Flags to…" writes there. */
const written = (text: string): string => {
  const values = { INSTAGRAM_CLIENT_ID: '1', INSTAGRAM_CLIENT_SECRET: SECRET, INSTAGRAM_REFRESH_TOKEN: 'EAApage' };
  const plan = planDotenv(
    text,
    Object.entries(values).map(([key, value]) => ({ key, value })),
    'c',
  );
  assert.ok(plan.kind === 'rewrite');
  return plan.text;
};

const main = 'agoras.cli.main';
const publish = ['publish', '--network', 'instagram', '--action', 'post', '--status-text', 'x'];
const dead = { record: { lastCheck: { at: NOW, valid: false } } };
const until = (at: number): Setting => ({ record: { userTokenExpiresAt: at, refreshToken: 'userToken' as const } });
/** A user token that expires at this time. */
const untilRenewed = (at: number): Case => ({
  in: 'dotenv',
  ...until(at),
  text: complete({ INSTAGRAM_REFRESH_TOKEN: 'EAAuser' }),
  nearMisses: [complete(), complete({ INSTAGRAM_REFRESH_TOKEN: 'EAAother' })],
  fixed: same,
  after: until(NOW + 60 * DAY),
});
const other = accountFor('7', 'EAAseven');

/** A kind without a case doesn't compile. */
const CASES: Readonly<Record<FaultKind, readonly Case[]>> = {
  variableOfOtherVersion: [
    {
      in: 'dotenv',
      text: `${complete()}INSTAGRAM_ACCESS_TOKEN=EAAold\n`,
      nearMisses: [`${complete()}INSTAGRAM_ACCESS_TOKEN=\n`, `${complete()}MY_INSTAGRAM_ACCESS_TOKEN=EAAold\n`],
      fixed: byEdit,
    },
    {
      in: 'workflow',
      text: step('- run: agoras instagram post', '  env:', '    A: b', '    INSTAGRAM_ACCESS_TOKEN: ${{ secrets.T }}'),
      nearMisses: [
        step('- run: agoras instagram post', '  env:', '    INSTAGRAM_REFRESH_TOKEN: ${{ secrets.T }}'),
        step('- run: curl example.com', '  env:', '    INSTAGRAM_ACCESS_TOKEN: ${{ secrets.T }}'),
      ],
      fixed: byUpgrade,
    },
    {
      in: 'script',
      text: 'export INSTAGRAM_ACCESS_TOKEN=$T\nagoras instagram post\n',
      nearMisses: [
        '# export INSTAGRAM_ACCESS_TOKEN=$T\nagoras instagram post\n',
        'export INSTAGRAM_ACCESS_TOKEN=$T\ncurl x\n',
      ],
      fixed: byEdit,
    },
  ],
  flagOfOtherVersion: [
    {
      in: 'launch',
      text: launch({ module: main, args: ['instagram', 'post', '--instagram-access-token', '${env:T}'] }),
      nearMisses: [
        launch({ module: main, args: ['instagram', 'post', '--instagram-access-tokens', '${env:T}'] }),
        launch({ module: 'other', args: ['instagram', 'post', '--instagram-access-token', '${env:T}'] }),
      ],
      fixed: byUpgrade,
    },
    {
      in: 'script',
      text: 'agoras instagram post -it "$T" --text=x\n',
      nearMisses: ['agoras instagram post --text="-it"\n', 'docker run -it "$T" agoras\n'],
      fixed: byUpgrade,
    },
  ],
  inputOfOtherVersion: [
    {
      in: 'workflow',
      version: '2.x',
      text: action('2.1.1', 'status-text: x'),
      nearMisses: [action('2.1.1', 'text: x'), action('1.1.3', 'status-text: x').replace('LuisAlejandro', 'somebody')],
      fixed: byEdit,
    },
  ],
  runsOtherVersion: [
    {
      in: 'workflow',
      text: action('1.1.3', 'instagram-access-token: ${{ secrets.T }}', 'instagram-object-id: 1', 'status-text: x'),
      nearMisses: [action('master', 'network: instagram'), step('- uses: actions/checkout@1.1.3')],
      fixed: byUpgrade,
    },
    {
      in: 'workflow',
      text: step('- run: pip install agoras==2.1.1', '- run: agoras instagram post --text x'),
      nearMisses: [
        step('- run: pip install agoras==3.0.0', '- run: agoras instagram post --text x'),
        step('- run: pip install agoras', '- run: agoras instagram post --text x'),
      ],
      fixed: byUpgrade,
    },
  ],
  incompleteSet: [
    {
      in: 'dotenv',
      text: `INSTAGRAM_CLIENT_ID=1\nINSTAGRAM_OBJECT_ID=${INSTAGRAM_ID}\n`,
      nearMisses: [
        `INSTAGRAM_OBJECT_ID=${INSTAGRAM_ID}\n`,
        `FACEBOOK_CLIENT_ID=${OTHER_ID}\nFACEBOOK_CLIENT_SECRET=${OTHER_SECRET}\n`,
      ],
      fixed: written,
    },
  ],
  pageIdAsObjectId: [
    {
      in: 'dotenv',
      text: complete({ INSTAGRAM_OBJECT_ID: '2' }),
      nearMisses: [complete(), complete({ FACEBOOK_OBJECT_ID: '2' })],
      fixed: byEdit,
    },
  ],
  objectIdOfOther: [
    {
      in: 'dotenv',
      text: complete({ INSTAGRAM_OBJECT_ID: '7' }),
      nearMisses: [complete(), complete({ INSTAGRAM_OBJECT_ID: '7', INSTAGRAM_REFRESH_TOKEN: 'EAAuser' })],
      fixed: byEdit,
    },
  ],
  deadToken: [
    {
      in: 'dotenv',
      ...dead,
      text: complete(),
      nearMisses: [complete({ INSTAGRAM_REFRESH_TOKEN: 'EAAother' }), complete({ INSTAGRAM_REFRESH_TOKEN: '' })],
      fixed: same,
      after: { record: {} },
    },
  ],
  endedToken: [untilRenewed(NOW - 1)],
  endingToken: [untilRenewed(NOW + 3 * DAY)],
  plainSecret: [
    {
      in: 'workflow',
      text: step('- run: agoras instagram post', '  env:', `    INSTAGRAM_REFRESH_TOKEN: ${TOKEN} # mine`),
      nearMisses: [
        step('- run: agoras instagram post', '  env:', '    INSTAGRAM_REFRESH_TOKEN: ${{ secrets.X }}'),
        step('- run: agoras instagram post', '  env:', '    INSTAGRAM_REFRESH_TOKEN: <your token>'),
      ],
      fixed: byEdit,
    },
    {
      in: 'workflow',
      version: '2.x',
      text: action(
        '2.1.1',
        ...['client-id: 1', `client-secret: '${SECRET}'`, 'refresh-token: ${{ secrets.X }}'].map(
          (line) => `instagram-${line}`,
        ),
      ),
      nearMisses: [action('2.1.1', 'text: x'), action('2.1.1', `image-1: ${SECRET}`)],
      fixed: byEdit,
    },
    {
      in: 'script',
      text: `export INSTAGRAM_REFRESH_TOKEN="${TOKEN}"\nagoras instagram post\n`,
      nearMisses: [
        'export INSTAGRAM_REFRESH_TOKEN="$T"\nagoras instagram post\n',
        `export MY_TOKEN="${TOKEN}"\nagoras instagram post\n`,
      ],
      fixed: byEdit,
    },
  ],
  trackedFile: [
    {
      in: 'dotenv',
      git: 'tracked',
      text: complete(),
      nearMisses: [
        complete({ INSTAGRAM_CLIENT_SECRET: '', INSTAGRAM_REFRESH_TOKEN: '<token>' }),
        `FACEBOOK_CLIENT_SECRET=${OTHER_SECRET}\n`,
      ],
      fixed: same,
      after: { git: 'hidden' },
    },
  ],
  notIgnoredFile: [
    {
      in: 'dotenv',
      git: 'notIgnored',
      text: complete(),
      nearMisses: [`INSTAGRAM_OBJECT_ID=${INSTAGRAM_ID}\n`, `FACEBOOK_CLIENT_SECRET=${OTHER_SECRET}\n`],
      fixed: same,
      after: { git: 'hidden' },
    },
  ],
  moduleOfOtherVersion: [
    {
      in: 'launch',
      text: launch({ module: 'agoras.cli', args: ['--version'] }),
      nearMisses: [launch({ module: main }), launch({ module: 'agoras.clip' })],
      fixed: byUpgrade,
    },
    {
      in: 'script',
      text: 'python3 -m agoras.cli publish --network instagram --action post\n',
      nearMisses: ['python3 -m agoras.cli.main instagram post\n', 'git commit -m agoras.cli\n'],
      fixed: byUpgrade,
    },
  ],
  publishRemoved: [
    {
      in: 'tasks',
      text: JSON.stringify({
        version: '2.0.0',
        tasks: [{ label: 'a', type: 'shell', command: 'agoras', args: publish }],
      }),
      nearMisses: [
        JSON.stringify({ tasks: [{ label: 'agoras', type: 'shell', command: 'npm', args: publish }] }),
        JSON.stringify({ tasks: [{ label: 'a', command: 'agoras', args: ['instagram', 'post', '--text=publish'] }] }),
      ],
      fixed: byUpgrade,
    },
    {
      in: 'workflow',
      text: step('- run: |', `    agoras ${publish.join(' ')}`),
      nearMisses: [step('- run: |', '    npm publish agoras'), step('- run: echo agoras publish')],
      fixed: byUpgrade,
    },
    {
      in: 'script',
      text: `if true; then\n  FOO=1 agoras ${publish.join(' ')}\nfi\n`,
      nearMisses: ['echo agoras publish\n', "cat <<'EOF'\nagoras publish\nEOF\n"],
      fixed: byUpgrade,
    },
    {
      in: 'powershellScript',
      text: `agoras ${publish.join(' ')}\r\n`,
      nearMisses: ['Write-Host agoras publish\r\n', 'agoras instagram post --text "publish"\r\n'],
      fixed: byUpgrade,
    },
    {
      in: 'batchFile',
      text: `@echo off\r\nagoras ${publish.join(' ')}\r\n`,
      nearMisses: ['echo agoras publish\r\n', 'cd agoras\r\nnpm publish\r\n'],
      fixed: byUpgrade,
    },
    {
      in: 'fishScript',
      text: `agoras ${publish.join(' ')}\n`,
      nearMisses: ['echo agoras publish\n', 'npm --prefix agoras publish\n'],
      fixed: byUpgrade,
    },
  ],
  looseText: [
    {
      in: 'launch',
      text: launch({ module: main, args: ['instagram', 'post', '--text', '${input:x}'] }),
      nearMisses: [
        launch({ module: main, args: ['instagram', 'post', '--text=${input:x}'] }),
        launch({ module: main, args: ['instagram', 'post', '--text', 'fixed'] }),
      ],
      fixed: byEdit,
    },
  ],
};

function find(text: string, kind: DocumentKind, { version = '3.x', record = {}, git = 'hidden' }: Setting) {
  const account = {
    record: { ...ACCOUNT, ...record },
    secrets: { ...ACCOUNT_SECRETS, appSecret: new Secret('appSecret', SECRET) },
  };
  return findIn(kind, text, { version, known: new KnownValues([account, other]), now: NOW, warnDays: 7 }, git);
}

function fixOf(text: string, kind: DocumentKind, fault: Fault['kind'], setting: Setting): Fix {
  return {
    edit: () => {
      const remedies = find(text, kind, setting).find((found) => found.fault.kind === fault)?.remedies ?? [];
      const edit = remedies.find((remedy) => remedy.kind === 'edit');
      assert.ok(edit, 'no edit is offered');
      return applyEdits(text, edit.edits);
    },
    upgrade: () => {
      const context = { known: new KnownValues([]), now: NOW, warnDays: 7, accountId: '1.2', shell: 'posix' as const };
      const questions = { text: 'Text', imageUrl: 'Image' };
      const plan = planUpgrade([{ id: 'file', kind, text }], { ...context, questions });
      assert.deepEqual(plan.left, []);
      return applyEdits(text, plan.files[0]?.edits ?? []);
    },
  };
}

describe('A fault', () => {
  for (const [kind, cases] of Object.entries(CASES) as [FaultKind, readonly Case[]][]) {
    for (const [index, one] of cases.entries()) {
      const kinds = (text: string, setting: Setting = one) =>
        find(text, one.in, setting).map(({ fault }) => fault.kind);
      it(`${kind} is found, not where something is nearly the same, and not after its remedy (${one.in} ${index})`, () => {
        assert.ok(kinds(one.text).includes(kind), kinds(one.text).join());
        for (const near of one.nearMisses) assert.ok(!kinds(near).includes(kind), near);
        const fixed = one.fixed(one.text, fixOf(one.text, one.in, kind, one));
        assert.ok(!kinds(fixed, { ...one, ...one.after }).includes(kind), fixed);
      });
    }
  }
});
