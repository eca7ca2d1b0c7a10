// `npm run pictures`: the icon, and the pictures of the README, made from the real workbench and the sandbox.
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BOXES, answer, choose, inputsOf, sitDown, start } from '../people/flow';
import { launchBrowser } from '../workbench/browser';
import { projectRoot } from '../workbench/root';

const media = join(projectRoot, 'media');
const THEMES = ['Light Modern', 'Dark Modern'] as const;

await drawIcon();
for (const theme of THEMES) await photographFlow(theme);
process.exit(0);

async function drawIcon(): Promise<void> {
  const browser = await launchBrowser();
  const page = await browser.newPage({ viewport: { width: 256, height: 256 } });
  await page.setContent(`<body style="margin:0">${await readFile(join(media, 'icon.svg'), 'utf8')}</body>`);
  await page.screenshot({ path: join(media, 'icon.png'), omitBackground: true });
  await browser.close();
}

async function photographFlow(theme: (typeof THEMES)[number]): Promise<void> {
  const shade = theme.startsWith('Light') ? 'light' : 'dark';
  const desk = await sitDown(
    { '.env': '# my project\nDEBUG=1\n' },
    {
      viewport: { width: 1000, height: 640 },
      userSettings: {
        'workbench.colorTheme': `Default ${theme}`,
        'agoras.agorasVersion': '1.x',
        'agoras.objectId': 'instagramAccount',
      },
    },
  );
  const { workbench, sandbox } = desk;
  const shoot = async (name: string) => {
    await mkdir(join(media, 'readme'), { recursive: true });
    const path = join(media, 'readme', `${name}-${shade}.png`);
    await rm(path, { force: true });
    await workbench.page.screenshot({ path, animations: 'disabled' });
  };
  const typed = inputsOf(sandbox, sandbox.shortLivedToken('ada'));
  await start(workbench);
  await answer(workbench, 'appId', typed.appId);
  await answer(workbench, 'appSecret', typed.appSecret);
  await workbench.quickInput.expect(BOXES.token);
  await workbench.quickInput.paste(typed.token);
  await workbench.quickInput.expect({ ...BOXES.tokenBox, value: typed.token });
  await shoot('token');
  await workbench.quickInput.accept();
  await workbench.quickInput.expect({ ...BOXES.page, item: sandbox.pages.adaInstagram.name });
  await shoot('pages');
  await choose(workbench, 'page', sandbox.pages.adaInstagram.name);
  await workbench.quickInput.expect(BOXES.destination);
  await shoot('destinations');
  await choose(workbench, 'destination', '.env');
  await workbench.notifications.expect('never expire and are now in .env');
  await workbench.openSidebar('Agoras');
  await workbench.notifications.gone('Checking the Page token');
  await shoot('result');
  await workbench.clearNotifications();
  await workbench.runCommand('Agoras: Open Credentials Walkthrough');
  const frame = await workbench.webviewFrame('Agoras: Instagram Credentials');
  await frame.getByText(sandbox.pages.adaInstagram.name).first().waitFor();
  await shoot('walkthrough');
  await desk.close();
}
