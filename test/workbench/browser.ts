import { type Browser, chromium, type LaunchOptions } from 'playwright-core';
import { ensureChromium } from './chromium';

const flags = [
  // Containers and CI run as root, where Chromium's own sandbox refuses to start. Only our own pages are opened.
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
  // Tests connect only to this machine; a link that a person opens fails at once instead of reaching the internet.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
];

/** Starts a headless Chromium. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch(await browserOptions());
}

export async function browserOptions(): Promise<LaunchOptions> {
  const { executablePath, env } = await ensureChromium();
  const inherited = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return {
    executablePath,
    headless: true,
    args: flags,
    env: { ...(Object.fromEntries(inherited) as Record<string, string>), ...env },
  };
}
