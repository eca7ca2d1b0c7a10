// The whole flow as an animation: from the command palette through the three values to the .env that Agoras reads.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BOXES, inputsOf, sitDownWithFolder } from '../people/flow';
import { Film } from './film';

/** How long a moment is shown, in milliseconds. */
const READ = 1_600;
const STUDY = 3_000;

/** Returns the size of the GIF in bytes. */
export async function filmWholeJob(folder: string): Promise<number> {
  const desk = await sitDownWithFolder(async (beside) => {
    const workspace = join(beside, 'my-project');
    await mkdir(workspace);
    await writeFile(join(workspace, '.env'), '# my project\nDEBUG=1\n', { mode: 0o600 });
    return {
      workspace,
      viewport: { width: 960, height: 540 },
      userSettings: { 'workbench.colorTheme': 'Default Dark Modern' },
    };
  });
  const { workbench, sandbox } = desk;
  const { quickInput, notifications, page } = workbench;
  const film = new Film(page);
  const values = inputsOf(sandbox, sandbox.shortLivedToken('ada'));

  await workbench.commandPalette('Agoras: Get Instagram');
  await quickInput.expect({ item: /Get Instagram Credentials/ });
  await film.show(READ);
  await page.keyboard.press('Enter');

  const pasteInto = async (box: 'appId' | 'appSecret', text: string) => {
    await quickInput.expect(BOXES[box]);
    await film.show(READ);
    await quickInput.paste(text);
    await quickInput.expect({ ...BOXES[box], value: text });
    await film.show(READ);
    await quickInput.accept();
  };
  await pasteInto('appId', values.appId);
  await pasteInto('appSecret', values.appSecret);
  await quickInput.expect(BOXES.token);
  await film.show(STUDY);
  await quickInput.paste(values.token);
  await quickInput.expect({ ...BOXES.tokenBox, value: values.token });
  await film.show(READ);
  await quickInput.accept();

  const pickFrom = async (box: 'page' | 'agorasVersion' | 'destination', label: string) => {
    await quickInput.expect({ ...BOXES[box], item: label });
    await film.show(STUDY);
    await quickInput.pick(label);
  };
  await pickFrom('page', sandbox.pages.adaInstagram.name);
  await pickFrom('agorasVersion', 'Agoras 3.x');
  await pickFrom('destination', '.env');
  await notifications.expect('are now in .env');
  await workbench.statusBar('agoras.tokenExpiry');
  await notifications.gone('Checking the Page token');
  await film.show(STUDY);
  await workbench.clearNotifications();
  await workbench.openSidebar('Agoras');
  await workbench.runCommand('Agoras: Open Credentials Walkthrough');
  const frame = await workbench.webviewFrame('Agoras: Instagram Credentials');
  await frame.getByText(sandbox.pages.adaInstagram.name).first().waitFor();
  await film.show(STUDY);

  await desk.close();
  return film.develop(join(folder, 'whole-job.gif'));
}
