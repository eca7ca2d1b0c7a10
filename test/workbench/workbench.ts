import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Frame, Page, Request } from 'playwright-core';
import { Notifications } from './notifications';
import { openProfile, type Profile } from './profile';
import { QuickInput } from './quickInput';
import type { QuickInputItem } from './quickInputState';
import { agreeToAddresses } from './addressQuestion';
import { extensionUnderTest, screenshotsFolder } from './product';
import { type ServerOptions, startWorkbenchServer, type WorkbenchServer } from './server';
import { StatusBar, type StatusBarItem } from './statusBar';
import { eventually, fits, patience } from './waiting';
import { webviewFrame } from './webviewFrame';

/** On a busy machine, loading VS Code takes longer than anything done in it. */
const LOADING_MILLISECONDS = 60_000;

export interface WorkbenchOptions extends ServerOptions {
  /** A running server, for a second window; it isn't stopped at the end. */
  readonly server?: WorkbenchServer;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** The display language of extensions, such as `es`; VS Code's own texts would need a language pack. */
  readonly language?: string;
  /**
   * Leaves the question about a changed address open, for tests of that question; otherwise it is agreed to
   * automatically.
   */
  readonly leavesAddressQuestion?: boolean;
  /** What a test does with the page before VS Code is opened in it. */
  readonly prepare?: (page: Page) => Promise<unknown>;
  /** Folders aren't trusted until the person says so, as in a new VS Code; by default, all folders are. */
  readonly asksForTrust?: boolean;
}

/** The open workbenches, for the runner: it takes their screenshots if a test fails. */
export const openWorkbenches = new Set<Workbench>();

/** Opens VS Code with this project's extension (unless told otherwise), as a person would find it. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const { server: given, viewport, language, prepare, asksForTrust, leavesAddressQuestion, ...serverOptions } = options;
  const [server, profile] = await Promise.all([
    given ??
      startWorkbenchServer({
        ...extensionUnderTest,
        ...serverOptions,
        // Links open without asking whether to trust the address: tests check the address itself.
        extraArgs: [
          ...(asksForTrust === true ? [] : ['--disable-workspace-trust']),
          '--link-protection-trusted-domains',
          '*',
          ...(options.extraArgs ?? []),
        ],
      }),
    openProfile(),
  ]);
  profile.context.setDefaultTimeout(patience);
  const newPage = async (): Promise<Page> => {
    const page = await profile.context.newPage();
    if (viewport !== undefined) await page.setViewportSize(viewport);
    // What the messages of a language pack would say about themselves.
    if (language !== undefined) await page.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = '${language}'`);
    if (leavesAddressQuestion !== true) await page.addInitScript(agreeToAddresses);
    return page;
  };
  const page = await newPage();
  await prepare?.(page);
  const workbench = new Workbench({ server, ownsServer: !given, profile, newPage, page });
  openWorkbenches.add(workbench);
  try {
    await workbench.goTo(server.url(options.workspace === undefined ? {} : { workspace: options.workspace }));
  } catch (reason) {
    await workbench.close();
    throw reason;
  }
  return workbench;
}

interface WorkbenchParts {
  readonly server: WorkbenchServer;
  readonly ownsServer: boolean;
  readonly profile: Profile;
  /** Opens a page for a further window. */
  readonly newPage: () => Promise<Page>;
  readonly page: Page;
  /** A further window of the same profile: what they share is closed with the first window. */
  readonly isFurther?: boolean;
}

/** One window of VS Code, with methods for what a person does and sees. Each method waits for what it needs. */
export class Workbench {
  readonly quickInput: QuickInput;
  readonly notifications: Notifications;
  /** For anything that has no method here. */
  readonly page: Page;
  readonly server: WorkbenchServer;
  readonly #parts: WorkbenchParts;
  readonly #statusBar: StatusBar;
  readonly #links: string[] = [];
  readonly #noteLink = (request: Request): void => {
    if (request.isNavigationRequest() && !isOurs(request.url())) this.#links.push(request.url());
  };

  constructor(parts: WorkbenchParts) {
    this.#parts = parts;
    this.page = parts.page;
    this.server = parts.server;
    this.quickInput = new QuickInput(parts.page);
    this.notifications = new Notifications(parts.page);
    this.#statusBar = new StatusBar(parts.page);
    this.#context.on('request', this.#noteLink);
  }

  /** Opens an address of the workbench and waits until it is ready. */
  async goTo(url: string): Promise<void> {
    await this.page.goto(url, { timeout: LOADING_MILLISECONDS });
    await this.#ready();
  }

  /** Opens a further window of the same VS Code: the windows share profile, state and secrets. */
  async openFurtherWindow(options: { readonly workspace?: string } = {}): Promise<Workbench> {
    const page = await this.#parts.newPage();
    const further = new Workbench({ ...this.#parts, ownsServer: false, page, isFurther: true });
    openWorkbenches.add(further);
    await further.goTo(this.server.url(options));
    return further;
  }

  /** The person goes to another window and returns: the test driver makes each window believe that it has the focus. */
  async comeBack(): Promise<void> {
    await this.page.bringToFront();
    // VS Code notices the lost focus in the task after the event.
    await this.page.evaluate(`new Promise((left) => {
      document.hasFocus = () => false;
      window.dispatchEvent(new FocusEvent('blur'));
      setTimeout(left, 0);
    }).then(() => {
      delete document.hasFocus;
      window.dispatchEvent(new FocusEvent('focus'));
    })`);
  }

  /** Reloads the window with VS Code's own command, which first saves its state. */
  async reload(): Promise<void> {
    const reloaded = this.page.waitForEvent('load', { timeout: LOADING_MILLISECONDS });
    await this.runCommand('Developer: Reload Window');
    await reloaded;
    await this.#ready();
  }

  /** Opens the command palette and enters text; it stays open. */
  async commandPalette(text: string): Promise<void> {
    await eventually('the command palette', async () => {
      await this.page.keyboard.press('F1');
      // In a new window, the first key presses may come before its key bindings are ready, and a newly opened webview
      // may take the focus, which closes the palette.
      if (!(await appears(this.page, '.quick-input-widget input'))) return undefined;
      return (await this.quickInput.state())?.value.startsWith('>') === true ? true : undefined;
    });
    // All at once: for each key, VS Code would search all its commands.
    await this.page.keyboard.insertText(text);
  }

  /** Runs a command from the palette by its full title, `Category: Title`. */
  async runCommand(title: string): Promise<void> {
    const words = title.replaceAll(/[….]+$/g, '');
    await eventually(
      `the command ${title}`,
      async () => {
        await this.commandPalette(words);
        // Before the palette has looked for them it lists what was run last, and a key would move in another list.
        const found = await eventually(
          'the palette to look for it',
          async () => (hasEveryWord((await this.quickInput.items())[0]?.label ?? '', words) ? true : undefined),
          { timeout: 1_500 },
        ).catch(() => false);
        if (found) return true;
        // The palette lists the commands known when it opened; an extension may have been loaded since.
        if ((await this.quickInput.state()) !== undefined) await this.press('Escape');
        return undefined;
      },
      { seen: async () => JSON.stringify(await this.quickInput.items()) },
    );
    await this.quickInput.pick(title);
  }

  /** Presses keys, such as `Escape` or `ControlOrMeta+S`. */
  async press(keys: string): Promise<void> {
    await this.page.keyboard.press(keys);
  }

  /**
   * Waits for a status bar item, found by its text or the end of its ID; if `wanted` is given, until it shows that
   * text.
   */
  async statusBar(idOrText: string | RegExp, wanted?: string | RegExp): Promise<StatusBarItem> {
    return this.#statusBar.item(idOrText, wanted);
  }

  /** Whether a status bar item is shown right now. */
  async hasStatusBarItem(idOrText: string | RegExp): Promise<boolean> {
    return this.#statusBar.has(idOrText);
  }

  async clickStatusBar(idOrText: string | RegExp): Promise<void> {
    await this.#statusBar.click(idOrText);
  }

  /** Waits for the document inside the webview with this title (an editor's, or a view's). */
  async webviewFrame(title: string): Promise<Frame> {
    return webviewFrame(this.page, title);
  }

  /** Opens a view container from the activity bar by its title. */
  async openSidebar(title: string): Promise<void> {
    const tab = this.page.locator('.activitybar').getByRole('tab', { name: title });
    await tab.waitFor();
    if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
    await this.page
      .locator('.part.sidebar')
      .filter({ hasText: new RegExp(title, 'i') })
      .waitFor();
  }

  /** Changes the color theme to the one with this name, such as `Default Light Modern` or `Default High Contrast`. */
  async setTheme(name: string): Promise<void> {
    const before = await this.#themeClasses();
    const isIt = ({ label, description }: QuickInputItem): boolean => label === name || description === name;
    await this.runCommand('Preferences: Color Theme');
    const { items } = await this.quickInput.expect({ placeholder: /color theme/i });
    if (items.some((item) => item.focused && isIt(item))) {
      await this.quickInput.escape();
      return;
    }
    await this.quickInput.type(name);
    const label = await eventually(
      `the theme ${name} in the list`,
      async () => (await this.quickInput.items()).find(isIt)?.label,
    );
    await this.quickInput.pick(label);
    await this.quickInput.closed();
    await eventually(`the theme ${name}`, async () => ((await this.#themeClasses()) === before ? undefined : true));
  }

  /** Closes every notification, so that what is below can be seen. */
  async clearNotifications(): Promise<void> {
    await this.runCommand('Notifications: Clear All Notifications');
    await eventually('no notification', async () => ((await this.notifications.all()).length === 0 ? true : undefined));
  }

  /** The content of the clipboard. */
  async clipboard(): Promise<string> {
    return this.page.evaluate<string>('navigator.clipboard.readText()');
  }

  /** Waits for a link to be opened. */
  async expectLink(address: string | RegExp): Promise<string> {
    return eventually(
      `${String(address)} to be opened`,
      () => Promise.resolve(this.#links.find((link) => fits(link, address))),
      { seen: () => Promise.resolve(JSON.stringify(this.#links)) },
    );
  }

  /** Saves a screenshot as `<name>.png`; returns the path. */
  async screenshot(name: string): Promise<string> {
    const file = join(screenshotsFolder, `${name.replaceAll(/[^\w.-]+/g, '-')}.png`);
    await mkdir(screenshotsFolder, { recursive: true });
    await this.page.screenshot({ path: file, animations: 'disabled' });
    return file;
  }

  async close(): Promise<void> {
    openWorkbenches.delete(this);
    this.#context.off('request', this.#noteLink);
    if (this.#parts.isFurther === true) {
      await this.page.close();
      return;
    }
    await this.#parts.profile.close(new URL(this.server.url()).origin);
    if (this.#parts.ownsServer) await this.server.close();
  }

  /** Ready means: the extensions are known (before, the palette lacks their commands) and the theme is applied. */
  async #ready(): Promise<void> {
    const loaded = `performance.getEntriesByName('code/didLoadExtensions').length > 0`;
    await this.page.waitForFunction(loaded, undefined, { timeout: LOADING_MILLISECONDS });
    await this.page.locator('.monaco-workbench[class*="vscode-theme-"]').waitFor({ timeout: LOADING_MILLISECONDS });
  }

  get #context(): BrowserContext {
    return this.#parts.profile.context;
  }

  async #themeClasses(): Promise<string> {
    const classes = (await this.page.locator('.monaco-workbench').first().getAttribute('class')) ?? '';
    return classes
      .split(/\s+/)
      .filter((name) => /^(vs|hc-|vscode-theme)/.test(name))
      .join(' ');
  }
}

function hasEveryWord(label: string, words: string): boolean {
  return words.split(' ').every((word) => label.toLowerCase().includes(word.toLowerCase()));
}

async function appears(page: Page, selector: string): Promise<boolean> {
  return page
    .locator(selector)
    .first()
    .waitFor({ timeout: 700 })
    .then(() => true)
    .catch(() => false);
}

function isOurs(url: string): boolean {
  return !/^https?:/.test(url) || ['localhost', '127.0.0.1'].includes(new URL(url).hostname);
}
