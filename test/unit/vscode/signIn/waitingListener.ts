// Starts the listener that waits for the browser, for tests.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { asConfirmed } from '../../../../src/http/confirmedUrl';
import { SignInAttempt, type SignInFailure } from '../../../../src/credentials/signInAttempt';
import type { Cancelled, Outcome } from '../../../../src/base/outcome';
import { toAppId } from '../../../../src/graph/ids';
import type { SignInCode } from '../../../../src/base/secret';
import {
  listenOnLoopback,
  type ListenerOptions,
  type LoopbackListener,
} from '../../../../src/vscode/signIn/loopbackListener';
import { signInPage } from '../../../../src/walkthrough/signInPage';

export type Ended = Outcome<SignInCode, SignInFailure | Cancelled>;

export interface Waiting {
  readonly listener: LoopbackListener;
  readonly ended: Promise<Ended>;
  readonly state: string;
  readonly cancel: AbortController;
  /** Lets ten minutes pass. */
  readonly timeOut: () => void;
}

export async function wait(options: Partial<ListenerOptions> = {}): Promise<Waiting> {
  let timeOut: () => void = () => undefined;
  const pause = (_: number, signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      timeOut = resolve;
      signal.addEventListener('abort', () => {
        resolve();
      });
    });
  const page = (failure: SignInFailure | undefined) => signInPage(failure, 'en');
  const listener = await listenOnLoopback({ page, pause, usualPort: 0, ...options });
  assert.ok(listener !== undefined);
  const redirectUri = `http://localhost:${listener.port}/callback`;
  const asked = {
    app: toAppId('123456789012345'),
    redirectUri,
    grant: { kind: 'permissions' as const, permissions: ['pages_show_list'] },
    next: 'facebookPage' as const,
  };
  const attempt = new SignInAttempt(asked, () => 0);
  const dialog = { baseUrl: asConfirmed(new URL('https://www.facebook.com')), version: 'v25.0' };
  const state = new URL(attempt.address(dialog).reveal()).searchParams.get('state') ?? '';
  const cancel = new AbortController();
  const ended = listener.answer(attempt, cancel.signal);
  return { listener, ended, state, cancel, timeOut };
}

export const bring = ({ listener }: Waiting, fields: Readonly<Record<string, string>>): Promise<Response> =>
  fetch(`http://127.0.0.1:${listener.port}/callback?${new URLSearchParams(fields).toString()}`);

/** The HTTP status for a path that is sent exactly as given, without normalization by a library. */
export async function statusOf(port: number, path: string): Promise<number> {
  const socket = connect(port, '127.0.0.1');
  socket.end(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  return Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);
}

/** Whether something is listening there. */
export async function isOpen(host: string, port: number): Promise<boolean> {
  const socket = connect(port, host);
  const opened = await once(socket, 'connect').then(
    () => true,
    () => false,
  );
  socket.destroy();
  return opened;
}

export async function assertGone({ listener }: Waiting): Promise<void> {
  for (const host of ['127.0.0.1', '::1']) assert.equal(await isOpen(host, listener.port), false, host);
}

export function kindOf(ended: Ended): string {
  return ended.ok ? 'code' : ended.error.kind;
}
