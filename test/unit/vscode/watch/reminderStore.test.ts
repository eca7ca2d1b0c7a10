import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { muted, snoozed, type Reminder } from '../../../../src/credentials/reminders';
import { ReminderStore } from '../../../../src/vscode/watch/reminderStore';

const NOW = 1_800_000_000;
const HOUR = 3600;
const DAY = 24 * HOUR;
const soon: Reminder = { obtainedAt: NOW - 85 * DAY, end: NOW + 5 * DAY, threshold: 'soon', isDead: false };

describe('What several windows agree on', () => {
  let folder: string;
  let windows: readonly ReminderStore[];
  const first = () => {
    const [window] = windows;
    assert.ok(window);
    return window;
  };
  const file = () => join(folder, 'storage', 'watch.json');

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'agoras-shared-'));
    windows = Array.from({ length: 6 }, () => new ReminderStore({ fsPath: join(folder, 'storage') }));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** How many windows succeed if all try at the same moment. */
  async function winners(attempt: (window: ReminderStore) => Promise<boolean>): Promise<number> {
    return (await Promise.all(windows.map(attempt))).filter(Boolean).length;
  }

  it('is who checks an account: one of them, each time that a check is due', async () => {
    const check = (now: number) => winners((window) => window.claimCheck('1.2', now));
    assert.equal(await check(NOW), 1);
    assert.equal(await check(NOW + 60), 0, 'while the first one may still be at it');
    assert.equal(await check(NOW + HOUR), 1, 'the window that was at it may have been closed');
    assert.equal(await check(NOW - DAY), 1, 'the clock was set back');
  });

  it('is who reminds: one of them, of each threshold', async () => {
    const remind = (reminder: Reminder) => winners((window) => window.claimReminder('1.2', reminder, NOW));
    assert.equal(await remind({ ...soon, threshold: 'early' }), 1);
    assert.equal(await remind(soon), 1);
    assert.equal(await remind(soon), 0);
    assert.equal(await remind({ ...soon, threshold: 'now' }), 1);
  });

  it('is who renews: one of them, and none within a day once Facebook has answered', async () => {
    const renew = (now: number) => winners((window) => window.claimRenewal('1.2', now));
    assert.equal(await renew(NOW), 1);
    assert.equal(await renew(NOW + 60), 0, 'while the first one may still be at it');
    assert.equal(await renew(NOW + HOUR), 1, 'the window that was at it may have been closed');
    await first().endRenewal('1.2', {});
    assert.equal(await renew(NOW + 2 * HOUR), 1, 'Facebook could not be asked');
    await first().endRenewal('1.2', { answeredAt: NOW + 2 * HOUR });
    assert.equal(await renew(NOW + 25 * HOUR), 0);
    assert.equal(await renew(NOW + 26 * HOUR), 1);
    await first().endRenewal('1.2', { answeredAt: NOW + 26 * HOUR });
    assert.equal(await renew(NOW - DAY), 1, 'the clock was set back');
  });

  it('is at most one renewal that Facebook answers in a day, whenever windows look and whichever die', async () => {
    const look = fc.record({
      hours: fc.integer({ min: 0, max: 300 }),
      end: fc.constantFrom('answered' as const, 'unreachable' as const, 'died' as const),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(look, { maxLength: 8 }), async (looks) => {
        await first().forget('1.2');
        const answers: number[] = [];
        for (const { hours, end } of looks.sort((one, other) => one.hours - other.hours)) {
          const now = NOW + hours * HOUR;
          const took = await Promise.all(windows.slice(0, 3).map((window) => window.claimRenewal('1.2', now)));
          assert.ok(took.filter(Boolean).length <= 1);
          if (!took.includes(true) || end === 'died') continue;
          await first().endRenewal('1.2', end === 'answered' ? { answeredAt: now } : {});
          if (end === 'answered') answers.push(now);
        }
        assert.ok(answers.every((at, index) => index === 0 || at - (answers[index - 1] ?? 0) >= DAY));
      }),
      { numRuns: 12 },
    );
  });

  it('is that nobody reminds while one renews, nor of what has been renewed', async () => {
    await first().claimRenewal('1.2', NOW);
    assert.equal(await first().claimReminder('1.2', soon, NOW), false);
    assert.equal(await first().isRenewing('1.2', NOW), true);
    await first().endRenewal('1.2', { answeredAt: NOW, obtainedAt: NOW });
    assert.equal(await first().claimReminder('1.2', soon, NOW), false, 'by a window that has not heard of it');
    assert.equal(await first().claimReminder('1.2', { ...soon, obtainedAt: NOW }, NOW), true);
    assert.equal(await first().isRenewing('1.2', NOW), false);
  });

  it('is about each account by itself, however many are decided on at once', async () => {
    const ids = windows.map((_, index) => `1.${index}`);
    const claims = await Promise.all(windows.map((window, index) => window.claimReminder(ids[index] ?? '', soon, NOW)));
    assert.ok(claims.every(Boolean), 'none was lost to another');
    for (const id of ids) assert.equal(await first().claimReminder(id, soon, NOW), false);
  });

  it('is what the person has answered, in whichever window', async () => {
    const [one, other] = windows;
    assert.ok(one && other);
    await one.claimReminder('1.2', soon, NOW);
    await one.answerReminder('1.2', (memory) => snoozed(memory, NOW));
    assert.equal(await other.claimReminder('1.2', soon, NOW + DAY - 1), false);
    assert.equal(await other.claimReminder('1.2', soon, NOW + DAY), true);
    await other.answerReminder('1.2', muted);
    assert.equal(await one.claimReminder('1.2', { ...soon, threshold: 'now' }, NOW + 5 * DAY), false);
  });

  it('goes with a forgotten account, and comes back neither by an answer that was still open', async () => {
    await first().claimCheck('1.2', NOW);
    await first().claimReminder('1.2', soon, NOW);
    await first().claimRenewal('1.2', NOW);
    await first().forget('1.2');
    await first().answerReminder('1.2', muted);
    assert.ok(!(await readFile(file(), 'utf8')).includes('1.2'));
    assert.equal(await first().claimReminder('1.2', soon, NOW), true);
  });

  it('is nothing where the file is none of theirs, and then begins anew', async () => {
    await first().claimReminder('1.2', soon, NOW);
    for (const text of ['', 'rubbish', '[]', '{"version":1,"checks":{},"reminders":{"1.2":{"end":1}}}']) {
      await writeFile(file(), text);
      assert.equal(await winners((window) => window.claimReminder('1.2', soon, NOW)), 1, text);
    }
  });

  it('is that nobody does anything where it cannot be kept', async () => {
    await writeFile(join(folder, 'storage'), 'a file in the place of the folder');
    assert.equal(await winners((window) => window.claimCheck('1.2', NOW)), 0);
    assert.equal(await winners((window) => window.claimReminder('1.2', soon, NOW)), 0);
  });
});
