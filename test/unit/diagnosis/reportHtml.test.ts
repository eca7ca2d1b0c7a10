import assert from 'node:assert/strict';
import type { DiagnosisFacts } from '../../../src/diagnosis/facts';
import { reportOf } from '../../../src/diagnosis/report';
import { pressed, reportContent, reportDocument } from '../../../src/diagnosis/reportHtml';
import { named, NOW } from '../../account';
import { HOSTILE_NAMES } from '../hostile/names';
import { tags } from '../walkthrough/contentOfAll';
import { factsOf, filesWith, found } from './facts';

const edit = { kind: 'edit', edits: [{ offset: 0, length: 1, newText: '' }] } as const;

/** Facts in which every name that somebody else can choose is this text. */
const factsCalled = (name: string): Partial<DiagnosisFacts> => ({
  files: filesWith([found({ fault: { kind: 'deadToken', page: name }, remedies: [edit] })], name),
  agoras: { installed: { kind: 'agorasNotInstalled', program: name }, wanted: [] },
  accounts: { records: [named(name)] },
  settings: [{ kind: 'leadsOut', setting: 'agoras.dotenv.path', folder: name }],
  terminals: { given: { page: name, state: 'outdated' }, older: [name] },
  elsewhere: [{ name, shortName: name, why: 'otherHost', isOutdated: false }],
});
const shown = (facts: Partial<DiagnosisFacts>) => ({
  ...{ report: reportOf(factsOf(facts), 'en'), number: 7, locale: 'en' },
  ...{ at: NOW, isOutdated: false },
});

describe('The page of a report', () => {
  it('has a name of its own for each button, and each of them is found again', () => {
    const view = shown(factsCalled('Bakery'));
    const html = reportContent(view);
    const names = [...html.matchAll(/data-button="([^"]+)"/g)].map(([, name = '']) => name);
    assert.equal(new Set(names).size, names.length);
    const ofItems = names.filter((name) => !['fixAll', 'again', 'copy'].includes(name));
    assert.ok(ofItems.length > 5);
    for (const name of ofItems) {
      const button = pressed(view.report, name);
      assert.ok(button, name);
      assert.ok(button.action === 'open' ? button.item.place : button.item.actions[button.action], name);
    }
    assert.ok(
      tags(html)
        .filter((tag) => tag.includes('data-button'))
        .every((tag) => tag.includes('data-report="7"')),
    );
  });

  it('has each button heard with what it is for, and a word for each sign', () => {
    const html = reportContent(shown(factsCalled('Bakery')));
    const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    for (const [, references = ''] of html.matchAll(/aria-labelledby="([^"]+)"/g)) {
      for (const id of references.split(' ')) assert.ok(ids.has(id), id);
    }
    assert.match(html, /<span class="unseen">Error:<\/span>/);
  });

  it('offers to fix all only where something can be fixed', () => {
    assert.match(reportContent(shown(factsCalled('Bakery'))), /Fix All \(1\)/);
    assert.doesNotMatch(reportContent(shown({})), /Fix All/);
  });

  it('says when it was made, and, where something has changed since, offers first to diagnose again', () => {
    const view = shown(factsCalled('Bakery'));
    assert.match(reportContent(view), /As of [A-Z][a-z]{2} \d+, \d{4}, \d/);
    assert.doesNotMatch(reportContent(view), /has changed since/);
    const outdated = reportContent({ ...view, isOutdated: true });
    assert.match(outdated, /Something that this report is about has changed since/);
    assert.deepEqual(
      tags(outdated)
        .filter((tag) => tag.includes('class="primary"'))
        .map((tag) => /id="([^"]+)"/.exec(tag)?.[1]),
      ['report-again'],
    );
  });

  it('consists of the same elements, whatever anything is called', () => {
    const plain = tags(reportContent(shown(factsCalled('Bakery'))));
    for (const [what, name] of Object.entries(HOSTILE_NAMES)) {
      assert.deepEqual(tags(reportContent(shown(factsCalled(name)))), plain, what);
    }
  });

  it('may load nothing but its own script and style', () => {
    const frame = {
      cspSource: 'https://x',
      nonce: 'n',
      scriptUri: 's.js',
      styleUri: 's.css',
      location: 'editor',
    } as const;
    const html = reportDocument(frame, shown({}));
    assert.match(html, /default-src &#39;none&#39;; style-src https:\/\/x; script-src &#39;nonce-n&#39;/);
    assert.match(html, /<main id="report">/);
  });
});
