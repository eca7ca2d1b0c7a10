import type { Locator, Page } from 'playwright-core';
import type { Seen } from './dom';
import { eventually, fits } from './waiting';

export interface Notification {
  readonly text: string;
  readonly severity: 'info' | 'warning' | 'error' | 'progress';
  readonly buttons: readonly string[];
}

/** The notifications at the bottom right or in the notification center, and modal dialogs. */
export class Notifications {
  readonly #toasts: Locator;
  readonly #dialog: Locator;
  readonly #bell: Locator;
  readonly #centre: Locator;

  constructor(page: Page) {
    this.#centre = page.locator('.notifications-center.visible');
    this.#toasts = page
      .locator('.notifications-toasts .notification-list-item')
      .or(this.#centre.locator('.notification-list-item'));
    this.#dialog = page.locator('.monaco-dialog-box');
    this.#bell = page.locator('.statusbar-item[id="status.notifications"] a');
  }

  /** What is shown right now. */
  async all(): Promise<readonly Notification[]> {
    return this.#toasts.evaluateAll(readNotifications);
  }

  /**
   * Waits for a notification with this text. VS Code hides a notification after a while, and doesn't show a fourth
   * within a second, so this also looks in the notification center, as a person would.
   */
  async expect(text: string | RegExp): Promise<Notification> {
    const lookBehindTheBell = performance.now() + 2_000;
    return eventually(
      `a notification with ${String(text)}`,
      async () => {
        const found = (await this.all()).find((notification) => fits(notification.text, text));
        if (!found && performance.now() > lookBehindTheBell) await this.#openCentre();
        return found;
      },
      { seen: async () => JSON.stringify(await this.all()) },
    );
  }

  /** Waits until there is no notification with this text. */
  async gone(text: string | RegExp): Promise<void> {
    await eventually(`no notification with ${String(text)}`, async () =>
      (await this.all()).some((notification) => fits(notification.text, text)) ? undefined : true,
    );
  }

  /** Clicks a button of the notification with this text until it closes: while moving up, it may miss a click. */
  async clickButton(text: string | RegExp, button: string): Promise<void> {
    await this.expect(text);
    const toast = this.#toasts.filter({ hasText: text }).first();
    const clicked = await toast.elementHandle();
    // The notification center reuses its rows for other notifications, and after a reload it is empty.
    const isThere = async (): Promise<boolean> =>
      (await clicked.isVisible()) && fits((await clicked.textContent()) ?? '', text);
    for (let clicks = 1; ; clicks++) {
      const place = toast.getByRole('button', { name: button, exact: true });
      // A status bar item that regains focus shows its hover over the notifications for as long as it has the focus.
      await place.focus();
      await place.click();
      try {
        const probe = async (): Promise<true | undefined> => ((await isThere().catch(() => false)) ? undefined : true);
        await eventually(`the notification to go after ${button}`, probe, { timeout: 3_000 });
        return;
      } catch (reason) {
        if (clicks === 3) throw reason;
      }
    }
  }

  /** Closes a notification with its close button. */
  async dismiss(text: string | RegExp): Promise<void> {
    await this.expect(text);
    const toast = this.#toasts.filter({ hasText: text });
    // The close button appears only under the pointer, and another notification may move this one away.
    await eventually(`the cross of ${String(text)}`, async () => {
      await toast.hover();
      const cross = toast.locator('.codicon-notifications-clear');
      return cross.click({ timeout: 1000 }).then(
        () => true,
        () => undefined,
      );
    });
  }

  async #openCentre(): Promise<void> {
    if ((await this.#centre.isVisible()) || (await this.#dialog.isVisible())) return;
    await this.#bell.click();
  }

  /** Waits for a modal dialog with this text; returns its text and its buttons. */
  async expectDialog(text: string | RegExp): Promise<{ readonly text: string; readonly buttons: readonly string[] }> {
    const dialog = this.#dialog.filter({ hasText: text });
    await dialog.waitFor();
    const words = await dialog.locator('.dialog-message-container').innerText();
    return { text: words, buttons: await dialog.locator('.dialog-buttons .monaco-button').allInnerTexts() };
  }

  /** Clicks a button of the modal dialog with this text. */
  async clickDialogButton(text: string | RegExp, button: string): Promise<void> {
    await this.#dialog.filter({ hasText: text }).getByRole('button', { name: button, exact: true }).click();
  }
}

/** Runs in the page. */
function readNotifications(toasts: readonly Seen[]): Notification[] {
  return toasts.map((toast) => {
    const icon = toast.querySelector('.notification-list-item-icon')?.className ?? '';
    const severity = /codicon-(info|warning|error)/.exec(icon)?.[1];
    const isProgress = toast.querySelector('.monaco-progress-container.active') !== null;
    const buttons = toast.querySelectorAll('.notification-list-item-buttons-container .monaco-text-button');
    return {
      text: (toast.querySelector('.notification-list-item-message')?.textContent ?? '').trim(),
      severity: isProgress ? 'progress' : severity === 'warning' || severity === 'error' ? severity : 'info',
      buttons: [...buttons].map((button) => (button.textContent ?? '').trim()),
    };
  });
}
