import assert from 'node:assert/strict';
import { parseFromWebview, parsePersonalState, parseToWebview } from '../../../src/walkthrough/webviewProtocol';
import { trials } from './trials';

const json = (text: string): unknown => JSON.parse(text);

/** Values that structured cloning can transfer, so that a web page can send them. */
const HOSTILE_MESSAGES: Readonly<Record<string, unknown>> = {
  nothing: undefined,
  null: null,
  'a number': 7,
  'a big integer': 7n,
  'a text': 'ready',
  'a list': ['ready'],
  'an empty object': {},
  'a date': new Date(0),
  'a map': new Map([['kind', 'ready']]),
  'an error': new Error('ready'),
  bytes: new Uint8Array(16),
  'a kind of nobody': { kind: 'deleteEverything' },
  'a kind of every object': { kind: 'toString' },
  'the kind __proto__': { kind: '__proto__' },
  'a kind in a list': { kind: ['run'], command: 'getCredentials' },
  'a kind that is an object': { kind: { toString: 'run' }, command: 'getCredentials' },
  'a kind that the prototype has': json('{"__proto__":{"kind":"ready"}}'),
  'a prototype beside a kind': json('{"kind":"ready","__proto__":{"isAdmin":true}}'),
  'a constructor beside a kind': json('{"kind":"ready","constructor":{"prototype":{"isAdmin":true}}}'),
  'a method of every object beside a kind': json('{"kind":"ready","toString":1,"hasOwnProperty":1}'),
  'a command of VS Code': { kind: 'run', command: 'workbench.action.quit' },
  'a command that hands out a secret': { kind: 'run', command: 'accessToken' },
  'a command by its full name': { kind: 'run', command: 'agoras.getCredentials' },
  'a path in a command': { kind: 'run', command: '../accessToken' },
  'a command of every object': { kind: 'run', command: 'constructor' },
  'a command for an account that does not take one': { kind: 'runFor', command: 'getCredentials', account: '1.2' },
  'an account of a megabyte': { kind: 'runFor', command: 'checkToken', account: '1'.repeat(1024 * 1024) },
  'a command with arguments': { kind: 'run', command: 'getCredentials', args: [{ appSecret: 'x' }] },
  'a secret in a message': { kind: 'ready', token: 'EAAx' },
  'a megabyte as the kind': { kind: 'x'.repeat(1024 * 1024) },
  'a megabyte as the command': { kind: 'run', command: 'x'.repeat(1024 * 1024) },
  'a million keys': Object.fromEntries(Array.from({ length: 1e6 }, (_, index) => [`k${String(index)}`, 0])),
  'a deep nest': json('{"kind":'.repeat(5000) + '"ready"' + '}'.repeat(5000)),
  'a ring': ring(),
  'markup that is no text': { kind: 'render', html: { toString: () => '<b>' }, announcement: '' },
  'markup without an announcement': { kind: 'render', html: '<b>' },
  'a step of nobody': { kind: 'reveal', step: 'x"] , *' },
  'a step of every object': { kind: 'reveal', step: '__proto__' },
};

/** What a webview's stored state may contain if something else has written it. */
const HOSTILE_STATES: Readonly<Record<string, unknown>> = {
  ...HOSTILE_MESSAGES,
  'steps of nobody': { opened: { constructor: true }, scroll: 0 },
  'a prototype among the steps': json('{"opened":{"__proto__":true},"scroll":0}'),
  'a scroll to nowhere': { opened: {}, scroll: NaN },
  'a scroll that never ends': { opened: {}, scroll: Infinity },
  'a scroll that is a text': { opened: {}, scroll: '1' },
};

function ring(): unknown {
  const message: Record<string, unknown> = { kind: 'ready' };
  message['self'] = message;
  return message;
}

describe('A forged message is ignored', () => {
  const { each } = trials('messages');

  each('on its way to the extension', HOSTILE_MESSAGES, (message) => {
    assert.equal(parseFromWebview(message), undefined);
    assert.equal('isAdmin' in {}, false);
  });

  each('on its way to the webview', HOSTILE_MESSAGES, (message) => {
    assert.equal(parseToWebview(message), undefined);
  });

  each('where a webview keeps what it remembers of itself', HOSTILE_STATES, (kept) => {
    assert.deepEqual(parsePersonalState(kept), { opened: {}, scroll: 0, appCase: 'useCases', ticked: [] });
  });
});
