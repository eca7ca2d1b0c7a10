// `npm start`: VS Code with the extension, an example project, and a local Graph API for trying it out.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Sandbox, sandboxSettings, startSandbox } from '../sandbox/sandbox';
import { readPageTokenExchange } from '../sandbox/tokens';
import { extensionUnderTest } from '../workbench/product';
import { quietSettings, type Settings, startWorkbenchServer } from '../workbench/server';
import { findDesktopVsCode, openInBrowser, showInDesktop } from './desktop';
import { createExampleWorkspace } from './exampleWorkspace';

/** Long enough to try things out for a day; a real short-lived token expires after an hour or two. */
const tokenLifeSeconds = 24 * 3600;

const { values } = parseArgs({
  options: { 'no-open': { type: 'boolean', default: false }, 'page-token-exchange': { type: 'string' } },
});
const pageTokenExchange = readPageTokenExchange(values['page-token-exchange']);
const home = await mkdtemp(join(tmpdir(), 'agoras-demo-'));
const workspace = await createExampleWorkspace(home);
const sandbox = await startSandbox({ seed: 'agoras', pageTokenExchange });
const stopped = nextStopSignal();
const desktop = values['no-open'] ? undefined : findDesktopVsCode();
try {
  printValues(sandbox);
  if (desktop === undefined) await showInWorkbench();
  else await Promise.race([showInDesktop(desktop, home, workspace, settings()), stopped]);
} finally {
  await sandbox.close();
  await rm(home, { recursive: true, force: true, maxRetries: 5 });
}
process.exit(0);

/** A workspace can't set the address of the Graph API, so the demo sets it in the user settings, as a person would. */
function settings(): Settings {
  return { ...quietSettings, ...sandboxSettings(sandbox) };
}

async function showInWorkbench(): Promise<void> {
  console.log('\nLooking for VS Code; the first time it is fetched, which takes a minute …');
  const server = await startWorkbenchServer({
    ...extensionUnderTest,
    workspace,
    userSettings: sandboxSettings(sandbox),
    dataDir: join(home, 'data'),
    extraArgs: ['--disable-workspace-trust'],
  });
  try {
    console.log(`\nWorkbench: ${server.url()}`);
    console.log('Ctrl+C ends it.');
    if (!values['no-open'] && !(await openInBrowser(server.url()))) console.log('Open the address in a browser.');
    await stopped;
  } finally {
    await server.close();
  }
}

function printValues(running: Sandbox): void {
  const { url, apps, people } = running;
  const token = running.shortLivedToken('ada', { lifeSeconds: tokenLifeSeconds });
  console.log(`Sandbox: ${url}\n`);
  console.log('What to type:');
  console.log(`  App ID             ${apps.demo.id}`);
  console.log(`  App Secret         ${apps.demo.secret}`);
  console.log(`  Short-lived token  ${token}`);
  console.log(`                     (of ${people.ada.name}, who manages three pages)`);
  console.log(
    `\nThe first command asks once whether to use ${new URL(url).host} instead of Facebook: Use This Address.`,
  );
}

function nextStopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        resolve();
      });
    }
  });
}
