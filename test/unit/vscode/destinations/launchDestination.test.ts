import assert from 'node:assert/strict';
import { computerWithAccount, type Computer, type FlowWindow } from '../../../window/computer';

const settings = { 'agoras.agorasVersion': '1.x', 'agoras.objectId': 'instagramAccount' };
const FILE = 'a/.vscode/launch.json';

describe('A launch configuration in a workspace', () => {
  let computer: Computer;
  let window: FlowWindow;
  afterEach(() => computer.shutDown());
  beforeEach(async () => ({ computer, window } = await computerWithAccount(settings, 'launch.json')));

  const text = () => computer.read(FILE) ?? '';
  const write = (destination: string) => window.does('writeFlags', [['Where should', destination]]);
  const change = (part: string, other: string) => {
    assert.ok(text().includes(part), text());
    computer.write(FILE, text().replace(part, other));
  };
  const switchTo = async (version: string) => {
    await window.change('agoras.agorasVersion', version);
    await window.press(`Rewrite for Agoras ${version}`);
  };
  const forget = () =>
    window.does('forgetCredentials', [['Forget the credentials', 'Forget and Remove What Was Written']]);

  it('runs in the terminal where the Python debugger is not installed, and its command line holds no value', () => {
    const command =
      'agoras publish --network instagram --action post --status-text="$STATUS_TEXT" --status-image-url-1="$STATUS_IMAGE_URL_1"';
    assert.ok(text().includes(`"command": ${JSON.stringify(command)},`), text());
  });

  it('keeps what a person has changed in it, when it is written again and when Agoras is another', async () => {
    change('"${input:agorasText}"', '"Good morning" /* always */');
    change('"agoras publish', '"source .venv/bin/activate &&  agoras publish');
    change('$STATUS_IMAGE_URL_1\\""', '$STATUS_IMAGE_URL_1\\" | tee log.txt", // to look at');
    change(', // to look at,', ', // to look at');
    const mine = text();
    await write('launch.json');
    assert.equal(text(), mine);
    assert.match(window.message, /nothing changed/);
    await switchTo('2.x');
    assert.ok(text().includes('"STATUS_TEXT": "Good morning" /* always */,'), text());
    const command =
      'source .venv/bin/activate &&  agoras instagram post --text="$STATUS_TEXT" --image-1="$STATUS_IMAGE_URL_1" | tee log.txt';
    assert.ok(text().includes(`${JSON.stringify(command)}, // to look at`), text());
    await switchTo('1.x');
    assert.equal(text(), mine);
    await forget();
    assert.equal(text(), mine);
  });

  it('keeps where it takes the values from when Agoras is another, and changes that when a person chooses so', async () => {
    const fromVscode = text();
    await write('launch.json with .env');
    assert.match(text(), /"envFile": "\$\{workspaceFolder\}\/\.env"/);
    assert.doesNotMatch(text(), /agoras\./);
    change('${workspaceFolder}/.env', '${workspaceFolder}/secrets.env');
    await switchTo('2.x');
    assert.match(text(), /secrets\.env/);
    assert.doesNotMatch(text(), /agoras\./);
    change('${workspaceFolder}/secrets.env', '${workspaceFolder}/.env');
    await switchTo('1.x');
    await write('launch.json');
    assert.equal(text(), fromVscode);
  });

  it('goes when the credentials were deleted, as long as nobody has changed it', async () => {
    await switchTo('2.x');
    await write('launch.json');
    await forget();
    assert.doesNotMatch(text(), /agoras/i);
  });
});
