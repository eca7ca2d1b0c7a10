import assert from 'node:assert/strict';
import { asConfirmed } from '../../../src/http/confirmedUrl';
import * as answers from '../../../src/graph/answers';
import { parseJson } from '../../../src/http/exactJson';
import { userAndPagesRequest } from '../../../src/graph/requests';
import type { RawAnswer } from '../../../src/http/transport';
import { createSend } from '../../../src/graph/graphTransport';
import { Secret } from '../../../src/base/secret';
import { describeFailure } from '../../../src/messages/failures/flowFailures';
import { inputs } from '../credentials/obtainFlow';
import { always, serve } from '../graph/scriptedServer';
import { HOSTILE_NAMES } from './names';
import { trials } from './trials';

const { app } = inputs({ appId: '874310265938217', appSecret: 'ab'.repeat(16), token: `EAA${'s'.repeat(40)}` });
const request = userAndPagesRequest(app, new Secret('longLivedUserToken', `EAA${'l'.repeat(40)}`));
const READERS = Object.entries(answers).flatMap(([name, read]) =>
  typeof read === 'function' ? [[name, read] as const] : [],
);

/** A valid answer with one Page, with `extra` inserted. */
const page = (extra: string) =>
  `{"id":"1","name":"Ada","accounts":{"data":[{"id":"17841400000000003","name":"Bakery","access_token":"EAAp","tasks":[]${extra}}]}}`;

/** Hostile bodies that arrive without a transport error: the client may read the one valid Page, or refuse them. */
const HOSTILE_BODIES: Readonly<Record<string, string>> = {
  'a prototype': page(',"__proto__":{"polluted":true,"tasks":["MANAGE"]}'),
  'a prototype in the prototype': page(',"__proto__":{"__proto__":{"polluted":true}}'),
  'a constructor': page(',"constructor":{"prototype":{"polluted":true}}'),
  'methods of every object': page(',"toString":1,"valueOf":2,"hasOwnProperty":3,"then":4,"toJSON":5'),
  'a prototype beside a huge number': page(',"n":12345678901234567890,"__proto__":{"polluted":true}'),
  'a prototype at the top': '{"__proto__":{"id":"1","name":"Ada","polluted":true}}',
  'a prototype instead of the data': '{"id":"1","name":"Ada","accounts":{"__proto__":{"data":[]}}}',
  'a prototype instead of a list': '{"id":"1","name":"Ada","accounts":{"data":{"__proto__":[]}}}',
  'a list that is an object': '{"id":"1","name":"Ada","accounts":{"data":{"length":1,"0":{"id":"1"}}}}',
  'a length that never ends': '{"id":"1","accounts":{"data":{"length":9007199254740993}}}',
  'an ID that is an object': '{"id":{"toString":"1"},"name":"Ada"}',
  'an ID that is a path': '{"id":"../me","name":"Ada"}',
  'an ID with a new line': '{"id":"1\\n2","name":"Ada"}',
  'an ID in other digits': '{"id":"١٢٣","name":"Ada"}',
  'an ID of a thousand digits': `{"id":"${'1'.repeat(1000)}","name":"Ada"}`,
  'a number that is no number': '{"id":1e999,"name":"Ada"}',
  'a negative ID': '{"id":-1,"name":"Ada"}',
  'a token that is a list': page('').replace('"EAAp"', '["EAAp"]'),
  'an empty token': page('').replace('"EAAp"', '""'),
  'a deep nest': `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
  'a deep nest around a huge number': `${'{"data":'.repeat(100_000)}12345678901234567890${'}'.repeat(100_000)}`,
  'hundreds of thousands of Pages without anything': `{"id":"1","accounts":{"data":[${'{},'.repeat(300_000)}{}]}}`,
  'half of it': page('').slice(0, 60),
  'another one behind it': page('') + page(''),
  'a byte order mark before it': `\uFEFF${page('')}`,
  'a comment in it': page('/* x */'),
};

const ok = (body: string): RawAnswer => ({ httpStatus: 200, headers: new Map(), body });

describe('A hostile answer', () => {
  const { each } = trials('answers');

  each(
    'is refused with a message, or read as the Page that it names and no more, by every reader',
    HOSTILE_BODIES,
    (body) => {
      for (const [, read] of READERS) {
        const outcome = read(ok(body), request);
        assert.equal('polluted' in {}, false);
        if (!outcome.ok) assert.ok(describeFailure(outcome.error).headline !== '');
      }
      const read = answers.readUserAndPages(ok(body), request);
      if (!read.ok) return;
      for (const found of read.value.pages) {
        assert.deepEqual(found.tasks, []);
        assert.equal(found.id, '17841400000000003');
        assert.equal(Object.getPrototypeOf(found), Object.prototype);
        assert.ok(!('polluted' in found));
      }
    },
  );

  each('with a hostile name is cut to what somebody may read, and keeps its IDs', HOSTILE_NAMES, (name) => {
    const body = JSON.stringify({
      id: '1',
      name,
      accounts: { data: [{ id: '2', name, instagram_business_account: { id: '3', username: name } }] },
    });
    const read = answers.readUserAndPages(ok(body), request);
    assert.ok(read.ok);
    const [found] = read.value.pages;
    assert.deepEqual([read.value.user.id, found?.id, found?.instagram?.id], ['1', '2', '3']);
    for (const text of [read.value.user.name, found?.name, found?.instagram?.username]) {
      assert.equal(text, name.slice(0, 1000));
    }
  });

  each(
    'with integers beyond 2^53 keeps every digit',
    { one: '9007199254740993', two: '17841400000000003001' },
    (id) => {
      const read = answers.readUserAndPages(ok(`{"id":${id},"name":"Ada"}`), request);
      assert.ok(read.ok && read.value.user.id === id);
    },
  );

  each(
    'with the same key twice is what the last one says, with huge numbers and without',
    { plain: '{"id":"1","id":"2"}', huge: '{"id":1,"n":12345678901234567890,"id":2}' },
    (body) => {
      const read = answers.readUserAndPages(ok(body), request);
      assert.ok(read.ok && read.value.user.id === '2');
      assert.deepEqual(Object.keys(parseJson(body) ?? {}).sort(), body.includes('n') ? ['id', 'n'] : ['id']);
    },
  );

  each(
    'that never seems to end is given up after four megabytes',
    { '10 MB of one text': `"${'x'.repeat(10 * 1024 * 1024)}"`, '10 MB of brackets': '['.repeat(10 * 1024 * 1024) },
    async (body) => {
      const server = await serve(always(200, { 'content-type': 'application/json' }, body));
      try {
        const send = createSend({
          baseUrl: asConfirmed(new URL(server.url)),
          version: 'v25.0',
          timeoutMilliseconds: 5000,
        });
        const answer = await send(request, new AbortController().signal);
        assert.ok(!answer.ok && answer.error.kind === 'unexpectedAnswer' && answer.error.what === 'too large');
      } finally {
        await server.close();
      }
    },
  );
});
