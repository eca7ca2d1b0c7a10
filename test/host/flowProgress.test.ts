import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict';
import { toAppId } from '../../src/graph/ids';
import type { CommandEnd } from '../../src/vscode/prompts/commandEnd';
import { FlowProgress } from '../../src/vscode/walkthrough/flowProgress';

const failed: CommandEnd = { kind: 'failed', failure: { kind: 'noAccount' } };

describe('What the views know of a running command', () => {
  it('is each step as it begins, and nothing when it is done', async () => {
    const progress = new FlowProgress();
    const seen: string[] = [];
    progress.onDidChange(() =>
      seen.push(progress.state.kind === 'running' ? progress.state.step : progress.state.kind),
    );
    await progress.track((begin) => {
      begin('app');
      begin('token');
      return Promise.resolve({ kind: 'done' });
    });
    deepEqual(seen, ['app', 'token', 'idle']);
  });

  it('is told once of a step, however often that is said to have begun', async () => {
    const progress = new FlowProgress();
    let changes = 0;
    progress.onDidChange(() => changes++);
    await progress.track((begin) => {
      for (let batch = 0; batch < 100; batch++) begin('page');
      return Promise.resolve({ kind: 'done' });
    });
    equal(changes, 2, 'the step, and the end');
  });

  it('is the failure, in the words of the message, until the command goes on', async () => {
    const progress = new FlowProgress();
    const end = await progress.track((begin) => {
      begin('verified');
      return Promise.resolve({ ...failed, resume: () => Promise.resolve<CommandEnd>({ kind: 'cancelled' }) });
    });
    ok(progress.state.kind === 'failed');
    equal(progress.state.step, 'verified');
    match(progress.state.reason, /^No credentials are stored yet\. .*\.$/);
    ok(end.kind === 'failed');
    equal((await end.resume?.('getCredentials'))?.kind, 'cancelled');
    deepEqual(progress.state, { kind: 'idle' });
  });

  it('is also which app it is about, as soon as that is known, and after a failure', async () => {
    const progress = new FlowProgress();
    const seen: (string | undefined)[] = [];
    progress.onDidChange(() => seen.push(progress.state.kind === 'idle' ? 'idle' : progress.state.appId));
    await progress.track((begin) => {
      begin('app');
      begin('token', toAppId('874310265938217'));
      return Promise.resolve(failed);
    });
    deepEqual(seen, [undefined, '874310265938217', '874310265938217']);
  });

  it('shows a failure at the step where the person can mend it', async () => {
    const progress = new FlowProgress();
    await progress.track((begin) => {
      begin('page');
      const failure = { kind: 'permissionsMissing' as const, forPublishing: [], declined: [] };
      return Promise.resolve({ kind: 'failed', failure });
    });
    ok(progress.state.kind === 'failed');
    equal(progress.state.step, 'token');
  });

  it('is that of the command that began last', async () => {
    const progress = new FlowProgress();
    await progress.track(async (begin) => {
      begin('app');
      await progress.track((beginOther) => {
        beginOther('verified');
        return Promise.resolve(failed);
      });
      return { kind: 'done' };
    });
    equal(progress.state.kind, 'failed', 'the one that was overtaken ends in silence');
  });

  it('is nothing after a bug', async () => {
    const progress = new FlowProgress();
    await rejects(
      progress.track((begin) => {
        begin('app');
        throw new Error('a bug');
      }),
      /a bug/,
    );
    deepEqual(progress.state, { kind: 'idle' });
  });
});
