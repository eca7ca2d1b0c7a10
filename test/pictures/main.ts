// `npm run pictures`: creates the icon and the pictures of the README from the real workbench and the sandbox. `npm run
// pictures -- film`: only the animation.
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BOXES, choose, enter, sitDown } from '../people/flow';
import { launchBrowser } from '../workbench/browser';
import { projectRoot } from '../workbench/root';
import { filmWholeJob } from './wholeJob';

const media = join(projectRoot, 'media');
const THEMES = ['Light Modern', 'Dark Modern'] as const;

await mkdir(join(media, 'readme'), { recursive: true });
if (!process.argv.includes('film')) {
  await drawIcon();
  for (const theme of THEMES) await photographFlow(theme);
}
console.log(`whole-job.gif: ${String(await filmWholeJob(join(media, 'readme')))} bytes`);
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
    const path = join(media, 'readme', `${name}-${shade}.png`);
    await rm(path, { force: true });
    await workbench.page.screenshot({ path, animations: 'disabled' });
  };
  await enter(desk, 'ada');
  await workbench.quickInput.expect({ ...BOXES.page, item: sandbox.pages.adaInstagram.name });
  await shoot('pages');
  await choose(workbench, 'page', sandbox.pages.adaInstagram.name);
  await workbench.quickInput.expect(BOXES.destination);
  await shoot('destinations');
  await desk.close();
}
