// The browser profile for a window of VS Code and its further windows.
import { type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';
import { browserOptions, launchBrowser } from './browser';

export interface Profile {
  readonly context: BrowserContext;
  /** Closes its pages and removes everything they have stored for this origin. */
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
 * From now on, one browser is used until this process ends. It doesn't compile VS Code again for each window, which is
 * half the time of opening one.
 */
export function keepBrowser(): void {
  keeps = true;
}

/** The next window gets a new browser. */
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

/** Removes all stored data; of the loaded files, cached scripts stay. */
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
