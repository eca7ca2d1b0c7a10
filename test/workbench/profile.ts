// The browser's profile that a window of VS Code and its further ones are opened in.
import { type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';
import { browserOptions, launchBrowser } from './browser';

export interface Profile {
  readonly context: BrowserContext;
  /** Closes its pages, and forgets what they of these addresses have stored. */
  close(origin: string): Promise<void>;
}

interface Kept {
  readonly context: BrowserContext;
  isInUse: boolean;
}

const contextOptions: BrowserContextOptions = {
  viewport: { width: 1280, height: 800 },
  permissions: ['clipboard-read', 'clipboard-write'],
  locale: 'en-US',
};

let keeps = false;
let kept: Kept | undefined;

/**
 * From now on one browser serves this process until it ends. It need not compile VS Code again for each window, which
 * is half of what it takes to open one.
 */
export function keepBrowser(): void {
  keeps = true;
}

/** The next window gets a browser in which nothing has happened. */
export async function replaceBrowser(): Promise<void> {
  const old = kept;
  kept = undefined;
  if (old?.isInUse === false) await old.context.close();
}

export async function openProfile(): Promise<Profile> {
  if (keeps && kept?.isInUse !== true) {
    kept ??= {
      context: await chromium.launchPersistentContext('', { ...(await browserOptions()), ...contextOptions }),
      isInUse: false,
    };
    return useOf(kept);
  }
  const browser = await launchBrowser();
  return { context: await browser.newContext(contextOptions), close: () => browser.close() };
}

function useOf(mine: Kept): Profile {
  mine.isInUse = true;
  const { context } = mine;
  return {
    context,
    async close(origin) {
      mine.isInUse = false;
      if (kept !== mine) {
        await context.close();
        return;
      }
      try {
        await leaveNothing(context, origin);
      } catch (reason) {
        console.warn('The browser is replaced.', reason);
        kept = undefined;
        await context.close();
      }
    },
  };
}

/** Of what was stored nothing is left; of what was loaded, the scripts in the cache. */
async function leaveNothing(context: BrowserContext, origin: string): Promise<void> {
  const old = context.pages();
  const page = await context.newPage();
  await Promise.all(old.map((one) => one.close()));
  await context.clearCookies();
  const browser = await context.newCDPSession(page);
  await browser.send('Storage.clearDataForOrigin', { origin, storageTypes: STORED });
  await browser.detach();
}

const STORED = 'cookies,file_systems,indexeddb,local_storage,service_workers,cache_storage';
