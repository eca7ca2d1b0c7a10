// `npm run sandbox`: a Graph API for trying out the extension, with values to type in.
import { parseArgs } from 'node:util';
import { accessLine } from './accessLog';
import { startSandbox, type Sandbox, type SandboxOptions } from './sandbox';
import { readPageTokenExchange } from './tokens';
import type { App } from './world';

const usualPort = 8020;
/** Long enough to try things out for a day; a real token would expire after one or two hours. */
const demoLifeSeconds = 24 * 3600;

const { values } = parseArgs({ options: { port: { type: 'string' }, 'page-token-exchange': { type: 'string' } } });
const sandbox = await start(values.port);
printValues(sandbox);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void sandbox.close().then(() => process.exit(0));
  });
}

async function start(port: string | undefined): Promise<Sandbox> {
  const options: SandboxOptions = {
    seed: 'agoras',
    pageTokenExchange: readPageTokenExchange(values['page-token-exchange']),
    onRequestEnd: (request) => {
      console.log(accessLine(request));
    },
  };
  if (port !== undefined) return startSandbox({ ...options, port: Number(port) });
  try {
    return await startSandbox({ ...options, port: usualPort });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return startSandbox(options);
    throw error;
  }
}

function printValues(running: Sandbox): void {
  const { url, apps, pages, people } = running;
  const otherApps: readonly App[] = Object.values(apps).filter((app) => app !== apps.demo && app !== apps.proof);
  const life = { lifeSeconds: demoLifeSeconds };
  const short = running.shortLivedToken.bind(running);
  const tokens: readonly (readonly [string, string])[] = [
    [`${people.ada.name}: three pages, one of them with Instagram to publish to`, short('ada', life)],
    [`${people.grace.name}: exactly one page`, short('grace', life)],
    [`${people.paul.name}: one page without Instagram`, short('paul', life)],
    [`${people.many.name}: 230 pages`, short('many', life)],
    [`${people.nobody.name}: no page`, short('nobody', life)],
    [`${people.iris.name}: the page with Instagram was not ticked at login`, short('iris', life)],
    [`${people.vera.name}: the page is in a business portfolio`, short('vera', life)],
    [`${people.petra.name}: the page's Instagram account is hidden without ads_read`, short('petra', life)],
    [`${people.robot.name}: a system user`, running.systemUserToken()],
    [`${people.ada.name}: of the Instagram login, which is for another API`, running.instagramToken()],
    [`${people.ada.name}: pages_show_list not granted`, short('ada', { ...life, permissions: ['instagram_basic'] })],
    [`${people.ada.name}: of another app`, short('ada', { ...life, app: 'other' })],
    [`${people.ada.name}: expired`, short('ada', { expired: true })],
    [
      `${people.ada.name}: a Page token, pasted by mistake`,
      running.pageToken('ada', pages.adaInstagram.id, { ...life, from: 'shortLived' }),
    ],
    [`${people.ada.name}: for the app that requires a proof`, short('ada', { ...life, app: 'proof' })],
  ];
  console.log(`Sandbox: ${url}\n`);
  console.log(`App ID      ${apps.demo.id}`);
  console.log(`App Secret  ${apps.demo.secret}`);
  console.log(`\nWith "Require App Secret" on:`);
  console.log(`App ID      ${apps.proof.id}`);
  console.log(`App Secret  ${apps.proof.secret}`);
  console.log('\nOther apps, to sign in with');
  for (const { id, secret, name, login } of otherApps) {
    console.log(`  ${id}  ${secret}  ${name}`);
    const configurations = login.kind === 'business' ? login.configurations : [];
    for (const { id: configId, tokenOf } of configurations) console.log(`    configuration ${configId}: ${tokenOf}`);
  }
  console.log(
    '\nShort-lived tokens (these live a day, so that they do not go stale while you try; real ones 1-2 hours)',
  );
  for (const [label, token] of tokens) console.log(`\n${label}\n  ${token}`);
  console.log('\nRequests:');
}
