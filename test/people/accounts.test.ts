import assert from 'node:assert/strict';
import { openForAll } from '../openForAll';
import { eventually } from '../workbench/waiting';
import type { Workbench } from '../workbench/workbench';
import { expectWelcome, rows } from './accountsView';
import { choose, enter, enterAgain, sitDown, type Desk } from './flow';

describe('A person who looks at the accounts in the sidebar', () => {
  let desk: Desk;
  openForAll(async () => (desk = await sitDown({ '.env': '' })));

  it('reads what to do while there is none', async () => {
    const { workbench } = desk;
    await workbench.openSidebar('Agoras');
    await expectWelcome(workbench, /No credentials are stored yet/, ['Get Instagram Credentials']);
    await workbench.screenshot('accounts-none');
  });

  it('sees each account with Instagram name and expiry, and everything else in the tooltip', async () => {
    const { workbench, sandbox } = desk;
    await enter(desk, 'ada');
    await choose(workbench, 'page', sandbox.pages.adaInstagram.name);
    await choose(workbench, 'agorasVersion', 'Agoras 1.x');
    await choose(workbench, 'objectId', 'Instagram account ID');
    await choose(workbench, 'destination', '.env');
    await workbench.notifications.expect('are now in .env');
    await enterAgain(desk, 'grace');
    await choose(workbench, 'objectId', 'Instagram account ID');
    await choose(workbench, 'destination', 'Only keep them in VS Code');
    await workbench.notifications.expect('secret storage');
    await workbench.clearNotifications();

    const { adaInstagram, grace } = sandbox.pages;
    const ada = rows(workbench).filter({ hasText: adaInstagram.name });
    await ada.filter({ hasText: `@${adaInstagram.instagram.username} · never expires` }).waitFor();
    await rows(workbench).filter({ hasText: grace.name }).waitFor();
    await ada.hover();
    const tooltip = workbench.page.locator('.workbench-hover', { hasText: 'Object ID' });
    await tooltip.waitFor();
    const text = await tooltip.innerText();
    for (const part of [adaInstagram.instagram.id, 'never expires', 'log in again by', 'Last checked']) {
      assert.ok(text.includes(part), part);
    }
    await workbench.screenshot('accounts');
  });

  it('checks the account that the button stands at, not the one in use', async () => {
    const { workbench, sandbox } = desk;
    await pressInline(workbench, sandbox.pages.adaInstagram.name, 'Check Access Token');
    await workbench.notifications.expect(`“${sandbox.pages.adaInstagram.name}” is valid`);
    await workbench.clearNotifications();
  });

  it('forgets the account that the button stands at; after the last one the welcome is back', async () => {
    const { workbench, sandbox } = desk;
    for (const { name } of [sandbox.pages.adaInstagram, sandbox.pages.grace]) {
      await pressInline(workbench, name, 'Forget Credentials…');
      const { buttons } = await workbench.notifications.expectDialog(`Forget the credentials of “${name}”?`);
      const button = buttons.find((label) => label.startsWith('Forget')) ?? '';
      await workbench.notifications.clickDialogButton('Forget the credentials', button);
      await eventually(`${name} to be gone`, async () =>
        (await rows(workbench).filter({ hasText: name }).count()) === 0 ? true : undefined,
      );
    }
    await expectWelcome(workbench, /No credentials are stored yet/, ['Get Instagram Credentials']);
  });
});

async function pressInline(workbench: Workbench, account: string, action: string): Promise<void> {
  const row = rows(workbench).filter({ hasText: account });
  await row.hover();
  await row.getByRole('button', { name: action }).click();
}
