import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { toAppId } from '../../../src/graph/ids';
import { permissionsFor } from '../../../src/graph/permissions';
import { clicksOf, type RoadId } from '../../../src/walkthrough/roads';
import { walkthroughContent } from '../../../src/walkthrough/walkthroughHtml';
import { APP_CASES, CLICKS } from '../../../src/walkthrough/webviewProtocol';
import { ACCOUNT, ACCOUNT_SECRETS } from '../../account';
import { visibleStrings } from '../../l10n/strings';
import { viewOf } from './viewOf';

const APPS = 'https://developers.facebook.com/apps/';
const typed = toAppId('874310265938217');
const ROADS: readonly RoadId[] = ['link', ...APP_CASES, 'explorer'];

/** The first group of every match. */
function found(html: string, pattern: RegExp): string[] {
  return [...html.matchAll(pattern)].map(([, value = '']) => value);
}

function addresses(sources: Parameters<typeof viewOf>[0]): Record<string, string> {
  const links = walkthroughContent(viewOf(sources)).matchAll(/<a id="([^"]+)" href="([^"]+)"/g);
  return Object.fromEntries([...links].map(([, id = '', href = '']) => [id, href.replaceAll('&amp;', '&')]));
}

describe('The ways to an app', () => {
  const html = walkthroughContent(viewOf({}));

  it('are native radio buttons under one question, with the new app chosen until the person says otherwise', () => {
    const [question = ''] = found(html, /<fieldset class="cases" id="cases-app">([\s\S]*?)<\/fieldset>/g);
    assert.match(question, /^<legend>[^<]+<\/legend>/);
    assert.deepEqual(found(question, /<input type="radio" name="app-case" id="case-\w+" data-case="(\w+)"/g), [
      ...APP_CASES,
    ]);
    assert.deepEqual(found(question, /data-case="(\w+)" checked/g), ['useCases']);
  });

  it('show one road at a time, with its pictures', () => {
    const shown = found(html, / data-cases="([^"]+)"(?! hidden)/g);
    const hidden = found(html, / data-cases="([^"]+)" hidden/g);
    for (const cases of shown) assert.ok(cases.split(' ').includes('useCases'), cases);
    for (const cases of hidden) assert.ok(!cases.split(' ').includes('useCases'), cases);
    for (const appCase of APP_CASES) assert.ok([...shown, ...hidden].includes(appCase), appCase);
  });

  it('have ten clicks at the most, or eleven with posts on the Page, each with a box of its own', () => {
    for (const road of ROADS) {
      assert.ok(clicksOf(road, false).length <= 10, road);
      const boxes = found(html, new RegExp(`<input type="checkbox" id="click-${road}-(\\w+)"`, 'g'));
      assert.deepEqual(boxes, [...clicksOf(road, false)]);
    }
    const all = ROADS.flatMap((road) => clicksOf(road, true));
    assert.deepEqual([...new Set(all)].sort(), [...CLICKS].sort());
  });

  it('say of each step that is done on Facebook how many clicks it has', () => {
    for (const [step, total] of [
      ['link', 3],
      ['app', 10],
      ['token', 6],
    ] as const) {
      assert.match(
        html,
        new RegExp(`id="tally-${step}" data-tally="${step}" data-words="\\{0\\} of \\{1\\}">0 of ${total}<`),
      );
    }
  });

  it('lead over a second use case where Agoras posts on the Page', () => {
    const withPosts = walkthroughContent(viewOf({ postsOnFacebook: true }));
    assert.match(withPosts, /Manage everything on your Page/);
    assert.match(withPosts, /id="click-useCases-addPagePermission"/);
    assert.doesNotMatch(html, /Manage everything on your Page|pages_manage_posts/);
  });
});

describe('The permissions in the walkthrough', () => {
  it('are those for publishing; the two for comments are named as optional', () => {
    const html = walkthroughContent(viewOf({}));
    const names = found(html, /<li><code>(\w+)<\/code>/g);
    assert.deepEqual([...new Set(names)].sort(), permissionsFor('publishing').sort());
    const withPosts = walkthroughContent(viewOf({ postsOnFacebook: true }));
    const added = found(withPosts, /id="click-useCases-addPermissions"[\s\S]*?<ul([\s\S]*?)<\/ul>/g).join('');
    assert.doesNotMatch(added, /pages_manage_posts/, 'it belongs to the other use case');
    assert.match(withPosts, /<ul class="permissions"[^>]*>[^/]*(?:<\/code><\/li>[^/]*)*pages_manage_posts/);
    assert.match(html, /Optional: pages_read_user_content, pages_manage_engagement\./);
  });
});

describe('A link to the dashboard', () => {
  it('leads to the list of apps as long as no App ID is known, and says so', () => {
    const links = addresses({});
    for (const id of ['open-useCases-customize', 'open-other-appId', 'page-basicSettings', 'page-roles']) {
      assert.equal(links[id], APPS, id);
    }
    assert.match(walkthroughContent(viewOf({})), /id="open-other-appId"[^>]*>Open My Apps</);
  });

  it('leads to the page itself with the App ID that is being typed, also after a failure', () => {
    for (const flow of [
      { kind: 'running' as const, step: 'token' as const, appId: typed },
      { kind: 'failed' as const, step: 'app' as const, appId: typed, reason: 'Facebook refused the App Secret.' },
    ]) {
      const links = addresses({ flow, account: ACCOUNT });
      assert.equal(links['page-basicSettings'], `${APPS}${typed}/settings/basic/`);
      assert.equal(links['page-useCases'], `${APPS}${typed}/use_cases/`);
      assert.equal(links['page-roles'], `${APPS}${typed}/roles/roles/`);
      assert.equal(links['page-loginSettings'], `${APPS}${typed}/business-login/settings/`);
      assert.equal(links['page-loginConfigurations'], `${APPS}${typed}/business-login/configurations/`);
      const customize = `${APPS}${typed}/use_cases/customize/?use_case_enum=INSTAGRAM_BUSINESS&selected_tab=API-Setup`;
      assert.equal(links['open-useCases-customize'], customize);
      for (const [id, href] of Object.entries(links)) assert.notEqual(href, APPS, id);
    }
  });

  it('leads to the app of the account in use while nothing is typed', () => {
    const running = { kind: 'running' as const, step: 'app' as const };
    for (const sources of [{ account: ACCOUNT }, { account: ACCOUNT, flow: running }]) {
      assert.equal(addresses(sources)['page-basicSettings'], `${APPS}${ACCOUNT.app.id}/settings/basic/`);
    }
  });

  it('goes to Meta alone, and carries no secret', () => {
    const { appSecret, pageToken, userToken } = ACCOUNT_SECRETS;
    const links = addresses({ account: ACCOUNT, flow: { kind: 'running', step: 'token', appId: typed } });
    for (const [id, href] of Object.entries(links)) {
      assert.match(new URL(href).host, /^(?:developers|www)\.facebook\.com$/, id);
      for (const secret of [appSecret, pageToken, userToken]) assert.ok(!href.includes(secret.reveal()), id);
    }
  });
});

describe('The words about apps', () => {
  it('send nobody to a type of app that Meta no longer offers', () => {
    const read = (file: string) => Object.values(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>);
    const texts = [
      ...visibleStrings(),
      ...read('l10n/bundle.l10n.es.json'),
      ...read('package.nls.json'),
      ...read('package.nls.es.json'),
      readFileSync('README.md', 'utf8'),
    ];
    for (const text of texts) {
      assert.doesNotMatch(text, /type .?None|tipo .?Ninguno|leave its permissions|deja sus permisos/i);
    }
  });
});

describe('The number of actions in docs/ARCHITECTURE.md', () => {
  const [, section = ''] = readFileSync('docs/ARCHITECTURE.md', 'utf8').split('### From a Facebook account');
  const rows = section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('**', '')),
    );
  const numbers = (column: number) =>
    rows.slice(2, -1).map((row) => [row[0] ?? '', Number(row[column] ?? '')] as const);

  for (const [index, appCase] of APP_CASES.entries()) {
    it(`has every click of the case ${appCase} and is their sum`, () => {
      const counted = numbers(index + 2).filter(([, actions]) => actions > 0);
      const names = counted.flatMap(([name]) => /^`(\w+)`$/.exec(name)?.[1] ?? []);
      assert.deepEqual(names.sort(), [...clicksOf('link', false), ...clicksOf(appCase, false)].sort());
      const sum = counted.reduce((total, [, actions]) => total + actions, 0);
      assert.equal(String(sum), rows.at(-1)?.[index + 2]);
    });
  }
});
