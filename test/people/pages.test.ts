import assert from 'node:assert/strict';
import { openForAll } from '../openForAll';
import { guidePermissions } from '../sandbox/sandbox';
import { eventually } from '../workbench/waiting';
import { BOXES, choose, enterAgain, inputsOf, sitDown, start, typeInputs, valueOf, type Desk } from './flow';

describe('A person whose Page is not simply there', () => {
  let desk: Desk;
  const userSettings = { 'agoras.agorasVersion': '1.x', 'agoras.objectId': 'instagramAccount' };
  openForAll(async () => (desk = await sitDown({}, { userSettings })));

  it('has it found in a client’s business portfolio, where the list leaves it out', async () => {
    const { workbench, sandbox } = desk;
    const permissions = [...guidePermissions, 'business_management'];
    const { id, name } = sandbox.people.clara;
    const noList = sandbox.fault({ on: '/me', kind: 'custom', body: { id, name } });
    await start(workbench);
    await typeInputs(workbench, inputsOf(sandbox, sandbox.shortLivedToken('clara', { permissions, pages: 'all' })));
    await choose(workbench, 'page', sandbox.pages.clara.name);
    await choose(workbench, 'destination', 'Only keep them in VS Code');
    noList.remove();
    await workbench.notifications.expect(`“${sandbox.pages.clara.name}” are kept`);
  });

  it('types its ID, after the list and the search did not show it', async () => {
    const { workbench, sandbox } = desk;
    const { quickInput } = workbench;
    await enterAgain(desk, 'ada');
    await choose(workbench, 'page', 'My Page is not in this list…');
    await quickInput.expect({ placeholder: 'No other Page of', item: 'Type a Page ID…' });
    await workbench.screenshot('pages-elsewhere');
    await quickInput.pick('Why is my Page hidden?');
    await workbench.notifications.expect(/No other Page of .* business_management/);
    await workbench.screenshot('pages-explained');
    await workbench.notifications.clickButton('No other Page of', 'Type a Page ID');
    await quickInput.expect({ message: 'Page ID:' });
    await quickInput.type('Café Lovelace');
    await quickInput.expect({ message: 'only digits', severity: 'error' });
    await workbench.screenshot('pages-type-id');
    await quickInput.back();
    await choose(workbench, 'page', 'My Page is not in this list…');
    await quickInput.pick('Type a Page ID…');
    await quickInput.expect({ message: 'Page ID:' });
    await quickInput.paste(sandbox.pages.adaInstagram.id);
    await quickInput.accept();
    await choose(workbench, 'destination', '.env');
    await workbench.notifications.expect(`“${sandbox.pages.adaInstagram.name}” never expire`);
    const token = valueOf(await desk.read('.env'), 'INSTAGRAM_ACCESS_TOKEN');
    assert.equal(sandbox.describe(token)?.pageId, sandbox.pages.adaInstagram.id);
  });

  it('with 10,000 Pages finds the last, and picks from the first while the rest arrives, which then ends', async () => {
    const { workbench, sandbox } = desk;
    const { quickInput } = workbench;
    const [first] = sandbox.people.agency.pages;
    const last = sandbox.people.agency.pages.at(-1);
    assert.ok(first && last);
    await enterAgain(desk, 'agency');
    await quickInput.expect({ ...BOXES.page, item: first.name });
    await quickInput.type(last.name);
    await eventually(
      'the last Page',
      async () => {
        const items = await quickInput.items();
        return items.some(({ label }) => label === last.name) ? true : undefined;
      },
      { timeout: 60_000 },
    );
    await workbench.screenshot('pages-ten-thousand');
    await quickInput.leave();

    sandbox.clearRequests();
    const accounts = `/${sandbox.people.agency.id}/accounts`;
    sandbox.fault({ on: accounts, kind: 'delay', ms: 100 });
    await enterAgain(desk, 'agency');
    await quickInput.expect({ ...BOXES.page, item: first.name });
    await quickInput.pick(first.name);
    await quickInput.expect(BOXES.destination);
    await quickInput.leave();
    sandbox.clearFaults();
    const asked = sandbox.requests.filter(({ path }) => path === accounts).length;
    assert.ok(asked < 99, `${String(asked)} result pages were asked for`);
    await workbench.runCommand('Agoras: Open Credentials Walkthrough');
    await workbench.webviewFrame('Agoras: Instagram Credentials');
    assert.ok(sandbox.requests.filter(({ path }) => path === accounts).length <= asked + 1);
  });

  it('stays on the Page that they are on while more arrive slowly, also in what is looked for, and chooses it', async () => {
    const { workbench, sandbox } = desk;
    const { quickInput } = workbench;
    const { id, pages } = sandbox.people.many;
    const wanted = pages[13];
    assert.ok(pages[0] && wanted);
    sandbox.fault({ on: `/${id}/accounts`, kind: 'delay', ms: 6000 });
    await enterAgain(desk, 'many');
    await quickInput.expect({ ...BOXES.page, item: pages[0].name });
    await quickInput.walkTo(wanted.name);
    // Those of the second result page out of three.
    await quickInput.grown(200);
    assert.equal(await quickInput.focused(), wanted.name);
    await workbench.screenshot('pages-growing');
    await quickInput.type('Tea House');
    await quickInput.walkTo(wanted.name);
    // Out of 230 Pages instead of 200.
    await quickInput.grown(pages.filter(({ name }) => name.startsWith('Tea House')).length);
    assert.equal(await quickInput.focused(), wanted.name);
    await workbench.screenshot('pages-growing-filtered');
    await quickInput.accept();
    sandbox.clearFaults();
    await choose(workbench, 'destination', 'Only keep them in VS Code');
    await workbench.notifications.expect(`“${wanted.name}” are kept`);
  });

  it('sees that a call is tried again, and gets there', async () => {
    const { workbench, sandbox } = desk;
    sandbox.fault({ on: '/me', kind: 'html502', times: 2 });
    await enterAgain(desk, 'ada');
    await workbench.quickInput.expect({ placeholder: /trouble responding\. Attempt \d of 4/ });
    await workbench.quickInput.expect({ ...BOXES.page, item: sandbox.pages.adaInstagram.name });
    await workbench.quickInput.leave();
  });
});
