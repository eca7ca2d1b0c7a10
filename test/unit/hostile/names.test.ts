import assert from 'node:assert/strict';
import type { ErrorDetails } from '../../../src/http/transportFailure';
import { describeCommandFailure } from '../../../src/messages/failures/commandFailures';
import { createLog } from '../../../src/base/log';
import { statusBarView } from '../../../src/messages/expiryMessages';
import { toNotificationText } from '../../../src/messages/failures/failureMessage';
import { describeFailure } from '../../../src/messages/failures/flowFailures';
import { sanitizeLabel, sanitizePath, sanitizeText } from '../../../src/base/sanitize';
import { ACCOUNT, named, NOW } from '../../account';
import { contentOfAll, tags } from '../walkthrough/contentOfAll';
import { HOSTILE_NAMES } from './names';
import { trials } from './trials';

/** How VS Code recognizes a link in a notification, a quick input or a welcome view. */
const LINK = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;
const ICON = /\$\([\w-]+(?:~\w+)?\)/;
const UNSEEN = /[\p{Cf}\p{Zl}\p{Zp}]/u;
const CONTROL = /\p{Cc}/u;

function assertPlain(text: string, longest: number): void {
  assert.doesNotMatch(text, LINK);
  assert.doesNotMatch(text, ICON);
  assert.doesNotMatch(text, UNSEEN);
  assert.doesNotMatch(text, CONTROL);
  assert.ok(text.length <= longest, `${String(text.length)} characters`);
}

/** All texts of a failure that come from Meta. */
function saidByMeta(text: string): ErrorDetails {
  return { httpStatus: 400, code: 1, message: text, userTitle: text, userMessage: text, traceId: text };
}

describe('A hostile name is mere text', () => {
  const { each } = trials('names');

  each('in a label: a list, a tree, a title', HOSTILE_NAMES, (name) => {
    assertPlain(sanitizeLabel(name), 200);
    assertPlain(sanitizePath(`/projects/${name}/.env`), 400);
    assert.ok(sanitizePath(`/projects/${name}/.env`).endsWith('.env'), 'the end tells which file it is');
  });

  each('in the status bar', HOSTILE_NAMES, (name) => {
    const options = { warnDays: 7, isAutomatic: false, visibility: 'always', now: NOW, locale: 'en' } as const;
    const usual = statusBarView(ACCOUNT, options);
    const shown = statusBarView(named(name), options);
    assert.ok(usual !== undefined && shown !== undefined);
    assert.equal(shown.text, usual.text, 'the item names nobody');
    assertPlain(shown.label, 300);
    // VS Code shows a tooltip string as plain text, even if it contains Markdown.
    assertPlain(shown.tooltip.replaceAll('\n', ' '), 1000);
    assert.equal(shown.tooltip.split('\n').length, usual.tooltip.split('\n').length);
  });

  each('in the walkthrough', HOSTILE_NAMES, (name) => {
    const html = contentOfAll(name);
    assert.deepEqual(tags(html), tags(contentOfAll('a name')));
    assert.doesNotMatch(html, UNSEEN);
    // With every account in its table.
    assert.ok(html.length < 80_000, String(html.length));
  });

  each('in the message of a failure, whatever server has answered instead of Meta', HOSTILE_NAMES, (text) => {
    const user = { id: ACCOUNT.user.id, name: text };
    for (const failure of [
      { kind: 'otherError', details: saidByMeta(text) },
      { kind: 'otherError', details: { httpStatus: 400, message: text } },
      { kind: 'permissionMissing', permission: undefined, needed: [], details: saidByMeta(text) },
      { kind: 'notAUserToken', found: text, details: { httpStatus: 200, message: '' } },
      { kind: 'noPages', user, listed: 0, cause: 'noRole' },
    ] as const) {
      assertPlain(toNotificationText(describeFailure(failure)), 700);
    }
  });

  each('in the message of a file that was not written', HOSTILE_NAMES, (text) => {
    const [path, folder] = [`/projects/${text}/.env`, text];
    for (const failure of [
      { kind: 'dotenvOutside', setting: text, folder },
      { kind: 'linkedOutside', path, folder },
      { kind: 'notOnDisk', folder },
      { kind: 'fileProblem', path, why: 'brokenLink' },
    ] as const) {
      assertPlain(toNotificationText(describeCommandFailure(failure)), 1000);
    }
  });

  each('in the log', HOSTILE_NAMES, (text) => {
    const lines: string[] = [];
    const keep = (line: string | Error) => void lines.push(String(line));
    const log = createLog({ info: keep, warn: keep, error: keep });
    log.info(text);
    log.warn(`otherError: ${text}`);
    assert.equal(lines.length, 2);
    for (const line of lines) assertPlain(line, 2100);
  });

  each('in a message as a whole', HOSTILE_NAMES, (text) => {
    assertPlain(sanitizeText(`“${text}” was not written.`), 2 * text.length + 100);
  });
});
