import assert from 'node:assert/strict';
import fc from 'fast-check';
import { definitionsFor, type Flag, type FlagValues } from '../../../src/agoras/flags';
import { DEFAULT_NETWORKS, NETWORKS, type AgorasVersion, type Target } from '../../../src/agoras/target';
import { commandLine } from '../../../src/agoras/commandLine';
import type { Shell } from '../../../src/edits/shellQuoting';
import { Secret } from '../../../src/base/secret';
import { runBash } from '../edits/bash';

const VALUES: Readonly<Record<keyof FlagValues, string | Secret>> = {
  accessToken: new Secret('pageToken', 'EAApage'),
  objectId: '17841400000000001',
  pageId: '100000000000002',
  clientId: '123456789012345',
  clientSecret: new Secret('appSecret', '0123456789abcdef0123456789abcdef'),
  refreshToken: new Secret('longLivedUserToken', 'EAAuser'),
  userToken: new Secret('longLivedUserToken', 'EAAuser'),
};

function forInstagram(version: AgorasVersion): Target {
  return { version, networks: DEFAULT_NETWORKS };
}

function flags(target: Target, values: Partial<typeof VALUES> = {}): Flag[] {
  return definitionsFor(target).map((flag) => ({ ...flag, value: { ...VALUES, ...values }[flag.field] }));
}

function lineFor(target: Target, shell: Shell): string {
  const line = commandLine(flags(target), target, shell);
  assert.ok(line.ok);
  return line.value.reveal();
}

describe('The command line', () => {
  const posix2 =
    'INSTAGRAM_OBJECT_ID=17841400000000001 INSTAGRAM_CLIENT_ID=123456789012345 INSTAGRAM_CLIENT_SECRET=0123456789abcdef0123456789abcdef INSTAGRAM_REFRESH_TOKEN=EAAuser agoras instagram post';
  const expected: readonly [AgorasVersion, Shell, string][] = [
    [
      '1.x',
      'posix',
      ' agoras publish --network instagram --action post --instagram-access-token EAApage --instagram-object-id 17841400000000001',
    ],
    [
      '1.x',
      'cmd',
      'agoras publish --network instagram --action post --instagram-access-token EAApage --instagram-object-id 17841400000000001',
    ],
    ['2.x', 'posix', ` ${posix2}`],
    ['2.x', 'fish', ` env ${posix2}`],
    [
      '2.x',
      'powershell',
      "$env:INSTAGRAM_OBJECT_ID='17841400000000001'; $env:INSTAGRAM_CLIENT_ID='123456789012345'; $env:INSTAGRAM_CLIENT_SECRET='0123456789abcdef0123456789abcdef'; $env:INSTAGRAM_REFRESH_TOKEN='EAAuser'; agoras instagram post",
    ],
    [
      '2.x',
      'cmd',
      'set "INSTAGRAM_OBJECT_ID=17841400000000001" && set "INSTAGRAM_CLIENT_ID=123456789012345" && set "INSTAGRAM_CLIENT_SECRET=0123456789abcdef0123456789abcdef" && set "INSTAGRAM_REFRESH_TOKEN=EAAuser" && agoras instagram post',
    ],
  ];
  for (const [version, shell, line] of expected) {
    it(`for Agoras ${version} in ${shell} is ready to be pasted`, () => {
      assert.equal(lineFor(forInstagram(version), shell), line);
    });
  }

  it('publishes to Facebook where that is the only network, with its own flags', () => {
    assert.equal(
      lineFor({ version: '1.x', networks: ['facebook'] }, 'posix'),
      ' agoras publish --network facebook --action post --facebook-access-token EAApage --facebook-object-id 100000000000002',
    );
  });

  it('publishes to Instagram where both are wanted, and needs nothing but another --network for Facebook', () => {
    const flagged = ' --facebook-access-token EAApage --facebook-object-id 100000000000002';
    const both = { version: '1.x', networks: NETWORKS } as const;
    assert.equal(lineFor(both, 'posix'), lineFor(forInstagram('1.x'), 'posix') + flagged);
  });

  it('gives bash exactly the values, whatever they are', () => {
    const text = fc.string({ unit: 'binary', minLength: 1 });
    fc.assert(
      fc.property(text, (objectId) => {
        const line = commandLine(flags(forInstagram('2.x'), { objectId }), forInstagram('2.x'), 'posix');
        if (!line.ok) return /\p{Cc}|\p{Cs}/u.test(objectId);
        const read = runBash(`agoras() { printf %s "$INSTAGRAM_OBJECT_ID"; }; ${line.value.reveal()}`);
        return read === objectId;
      }),
      { numRuns: 60, examples: [["it's"], ['$HOME'], ['`id`'], ['a"b'], ['\\'], ['!!'], ['--flag'], ['~']] },
    );
  });

  it('is refused, without naming the value, where the shell has no spelling for it', () => {
    assert.deepEqual(commandLine(flags(forInstagram('1.x'), { objectId: '%PATH%' }), forInstagram('1.x'), 'cmd'), {
      ok: false,
      error: { kind: 'unquotable', key: 'INSTAGRAM_OBJECT_ID', shell: 'cmd' },
    });
  });

  it('is a secret, because it holds some', () => {
    const line = commandLine(flags(forInstagram('1.x')), forInstagram('1.x'), 'posix');
    assert.ok(line.ok);
    assert.equal(String(line.value), '[redacted]');
  });
});
