import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { AccountRecord } from '../../../src/credentials/account';
import { STEP_DRAWINGS } from '../../../src/walkthrough/drawings';
import type { WalkthroughView } from '../../../src/walkthrough/walkthroughView';
import { walkthroughContent, walkthroughDocument } from '../../../src/walkthrough/walkthroughHtml';
import { WALKTHROUGH_STEPS } from '../../../src/walkthrough/webviewProtocol';
import { svg } from '../../../src/walkthrough/shapes';
import { PICTURES } from '../../docs/pictures';
import { ACCOUNT, NOW } from '../../account';
import { contentOfAll, tags } from './contentOfAll';
import { viewOf } from './viewOf';

function contentOf(account: AccountRecord): string {
  return walkthroughContent(viewOf({ account }));
}

describe('The walkthrough as HTML', () => {
  it('lets no text at all add an element or leave its place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.deepEqual(tags(contentOfAll(`n${text}`)), tags(contentOfAll('n')));
      }),
      { numRuns: 60 },
    );
  });

  it('stays small where a failure is a megabyte long', () => {
    const view = viewOf({ flow: { kind: 'failed', step: 'app', reason: 'x'.repeat(1024 * 1024) } });
    assert.ok(walkthroughContent(view).length < 60_000);
  });

  it('says where the token is and never shows one', () => {
    const html = contentOf(ACCOUNT);
    assert.ok(html.includes('••••••••'));
    assert.doesNotMatch(html, /EAA/);
  });

  it('names Page, Instagram account, object ID, both dates, the last check and the file', () => {
    const text = contentOf(ACCOUNT).replace(/<[^>]*>/g, ' ');
    for (const value of [
      'Bakery',
      '@bakery',
      '17841400000000001',
      'never',
      'Sep 13, 2025',
      'Jun 15, 2025: valid',
      '.env on',
    ]) {
      assert.ok(text.includes(value), value);
    }
  });

  it('allows nothing but its own script and style', () => {
    const html = walkthroughDocument(
      { location: 'sidebar', cspSource: 'https://self', nonce: 'abc', scriptUri: 's.js', styleUri: 's.css' },
      viewOf({ account: ACCOUNT }),
    );
    const policy =
      "default-src 'none'; style-src https://self; script-src 'nonce-abc'; form-action 'none'; base-uri 'none';";
    assert.ok(html.includes(`content="${policy.replaceAll("'", '&#39;')}"`));
    assert.equal(html.match(/<script/g)?.length, 1);
    assert.doesNotMatch(html, / style="| on\w+="|javascript:/);
  });

  it('has one thing to press first: the step that is next, or else what fits the whole best', () => {
    const views: readonly (readonly [WalkthroughView, string])[] = [
      [viewOf({}), 'intro-getCredentials'],
      [viewOf({ flow: { kind: 'running', step: 'exchange' } }), 'exchange-getCredentials'],
      [viewOf({ account: ACCOUNT }), 'result-checkToken'],
      [viewOf({ account: { ...ACCOUNT, written: [] } }), 'written-writeFlags'],
      [viewOf({ account: { ...ACCOUNT, expiresAt: NOW } }), 'verified-renewToken'],
    ];
    for (const [view, first] of views) {
      const ids = [...walkthroughContent(view).matchAll(/ id="([^"]*)" class="primary"/g)].map(([, id]) => id);
      assert.deepEqual(ids, [first]);
    }
  });

  it('offers no new token where the token is well and the installed Agoras was not found', () => {
    const flow = { kind: 'failed', step: 'verified', reason: 'Agoras wasn’t found.' } as const;
    const html = walkthroughContent(viewOf({ account: ACCOUNT, flow }));
    const buttons = [...html.matchAll(/ id="verified-(\w+)"/g)].map(([, command]) => command);
    assert.deepEqual(buttons, ['checkToken', 'proveWithAgoras']);
  });

  it('offers no new token where the Page ID is what Facebook refuses, but the question for the object ID', () => {
    const objectId = { kind: 'page', id: ACCOUNT.page.id } as const;
    const html = walkthroughContent(viewOf({ account: { ...ACCOUNT, objectId } }));
    const primary = [...html.matchAll(/ id="([^"]*)" class="primary"/g)].map(([, id]) => id);
    assert.deepEqual(primary, ['flags-getCredentials']);
    assert.doesNotMatch(html, /id="verified-renewToken"/);
  });

  it('counts the clicks of a step that is done only from the first one on', () => {
    for (const step of ['link', 'app', 'token']) {
      const isHidden = (view: WalkthroughView) =>
        walkthroughContent(view).includes(` id="tally-${step}" hidden data-from-one `);
      assert.deepEqual([isHidden(viewOf({})), isHidden(viewOf({ account: ACCOUNT }))], [false, true], step);
    }
  });

  it('says what happens without a new login', () => {
    assert.ok(contentOf(ACCOUNT).includes('Sep 13, 2025; after that, Facebook refuses every post until you do'));
  });

  it('has every id once, whatever is shown', () => {
    for (const view of [
      viewOf({}),
      viewOf({ account: ACCOUNT }),
      viewOf({ account: { ...ACCOUNT, expiresAt: NOW } }),
    ]) {
      const ids = [...walkthroughContent(view).matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
      assert.equal(new Set(ids).size, ids.length);
    }
  });
});

describe('The drawings', () => {
  const all = WALKTHROUGH_STEPS.flatMap((step) => STEP_DRAWINGS[step]().map((drawing) => svg(drawing, '')));

  it('are there for each step, each with words in its place, in less than 40 KB together', () => {
    for (const step of WALKTHROUGH_STEPS) assert.ok(STEP_DRAWINGS[step]().length > 0, step);
    for (const drawing of all) assert.match(drawing, /role="img".*<title>[^<]+\.<\/title>/);
    assert.ok(all.join('').length < 40 * 1024, `${String(all.join('').length)} bytes`);
  });

  it('take their colours from the theme', () => {
    for (const drawing of all) assert.doesNotMatch(drawing, /#[0-9a-f]{3,8}\b|rgb\(|style=/i);
  });

  for (const [file, text] of Object.entries(PICTURES)) {
    it(`${file} is as the drawing is now (npm run docs writes it anew)`, () => {
      assert.equal(readFileSync(file, 'utf8'), text);
    });
  }
});
