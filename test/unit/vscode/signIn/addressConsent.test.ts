import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { startGithub, type Github } from '../../../github/standIn';
import { REPOSITORIES } from '../../../github/world';
import { startSandbox, type Sandbox } from '../../../sandbox/sandbox';
import { Computer, type FlowWindow } from '../../../window/computer';
import { ESCAPE, type Answers } from '../../../window/userDouble';

const choices = { 'agoras.agorasVersion': '1.x', 'agoras.objectId': 'instagramAccount' };
const yes = 'Use This Address';

describe('The question whether secrets may go to another address', () => {
  let computer: Computer;
  let other: Sandbox;
  before(async () => (other = await startSandbox()));
  after(() => other.close());
  beforeEach(async () => (computer = await Computer.start()));
  afterEach(() => computer.shutDown());

  const open = (settings: Readonly<Record<string, string>> = {}) =>
    computer.openWindow({ leavesAddressQuestion: true, settings: { ...choices, ...settings } });
  const hostOf = ({ url }: { readonly url: string }) => new URL(url).host;
  const question = ({ url }: { readonly url: string }) => `Send the App Secret and tokens to “${new URL(url).host}”`;
  const obtaining = (): Answers => [[question(computer.sandbox), yes], ...computer.obtaining('grace', 'Only keep')];

  it('names the host and the setting, before any secret is typed; after a no nothing was sent, and it is asked again', async () => {
    const window = open();
    for (const no of [ESCAPE, 'Open Settings']) {
      await window.does('getCredentials', [[question(computer.sandbox), no]]);
      const [asked, detail = '', ...more] = window.user.asked;
      assert.equal(asked, `Send the App Secret and tokens to “${hostOf(computer.sandbox)}” instead of Facebook?`);
      assert.match(detail, /agoras\.graphApi\.baseUrl/);
      assert.deepEqual([more, window.user.told], [[], []]);
    }
    assert.deepEqual(computer.sandbox.requests, []);
  });

  it('is asked once after a yes, over all windows, and again about another port', async () => {
    await open().does('getCredentials', obtaining());
    const count = computer.sandbox.requests.length;
    assert.ok(count > 0);
    await open().does('checkToken', []);
    assert.ok(computer.sandbox.requests.length > count);
    await open({ 'agoras.graphApi.baseUrl': other.url }).does('checkToken', [[question(other), ESCAPE]]);
    await open({ 'agoras.graphApi.baseUrl': other.url }).does('renewToken', [[question(other), ESCAPE]]);
    await open({ 'agoras.graphApi.baseUrl': other.url }).does('getCredentials', [[question(other), ESCAPE]]);
    // Not yet proven for this Agoras, so the values are sent to Facebook before they are written.
    const unproven = { 'agoras.graphApi.baseUrl': other.url, 'agoras.agorasVersion': '3.x' };
    await open(unproven).does('copyFlags', [
      ['Share the credentials', 'Share'],
      [question(other), ESCAPE],
    ]);
    assert.deepEqual(other.requests, []);
  });

  it('is asked about the login dialog by itself, which a no leaves unopened', async () => {
    const window = open({ 'agoras.graphApi.dialogUrl': other.url });
    const opened: string[] = [];
    window.browser = (address) => Promise.resolve(void opened.push(address));
    const { demo } = computer.sandbox.apps;
    const dialogQuestion = `Sign in at “${hostOf(other)}” instead of Facebook?`;
    const way = ['Sign in with Facebook, or paste', 'Sign in and paste'] as const;
    await window.does('getCredentials', [
      [question(computer.sandbox), yes],
      ['App ID', demo.id],
      ['App Secret', demo.secret],
      way,
      [dialogQuestion, ESCAPE],
      ['Sign in with Facebook, or paste', ESCAPE],
    ]);
    assert.deepEqual(opened, []);
    await window.does('getCredentials', [
      ['App ID', demo.id],
      ['App Secret', demo.secret],
      way,
      [dialogQuestion, yes],
      ['Press Continue', ESCAPE],
      ['Sign in with Facebook, or paste', ESCAPE],
    ]);
    assert.deepEqual(
      opened.map((address) => new URL(address).host),
      [hostOf(other)],
    );
  });

  it('is one for the Graph API and the dialog where both are at one address, and says so', async () => {
    const window = open({ 'agoras.graphApi.dialogUrl': computer.sandbox.url });
    window.browser = () => Promise.resolve();
    const { demo } = computer.sandbox.apps;
    await window.does('signIn', [
      [question(computer.sandbox), yes],
      ['App ID', demo.id],
      ['App Secret', demo.secret],
      ['Press Continue', ESCAPE],
      ['Sign in with Facebook, or paste', ESCAPE],
    ]);
    assert.match(window.user.asked[1] ?? '', /agoras\.graphApi\.baseUrl[^]*agoras\.graphApi\.dialogUrl/);
  });

  it('is about the person’s own setting: what a workspace or a remote machine names is not asked about, and gets nothing', async () => {
    const settings = {
      '<machine>/agoras.graphApi.baseUrl': other.url,
      '<workspace>/agoras.graphApi.baseUrl': other.url,
      'a/agoras.graphApi.baseUrl': other.url,
    };
    await open(settings).does('getCredentials', obtaining());
    await open(settings).does('checkToken', []);
    assert.deepEqual(other.requests, []);
  });

  describe('in the place of GitHub', () => {
    let github: Github;
    let window: FlowWindow;
    beforeEach(async () => {
      github = await startGithub();
      window = open({ 'agoras.githubApi.baseUrl': github.url });
      window.github.has('ada', github.token);
      execFileSync('git', ['init', '--quiet', computer.at('a')]);
      const remote = `https://github.com/${REPOSITORIES.plain}.git`;
      execFileSync('git', ['remote', 'add', 'origin', remote], { cwd: computer.at('a') });
      await window.does('getCredentials', obtaining());
    });
    afterEach(() => github.close());

    it('names it before GitHub’s token goes there, and is asked once', async () => {
      const githubQuestion = `Send your GitHub token and the credentials to “${hostOf(github)}” instead of GitHub?`;
      await window.does('writeFlags', [
        ['Where should', 'GitHub Actions'],
        [githubQuestion, ESCAPE],
      ]);
      assert.deepEqual(github.requests, []);
      const delivery: Answers = [
        ['Send the credentials to', 'Secrets of the repository'],
        ['Also write a workflow', 'Only the secrets'],
      ];
      await window.does('writeFlags', [['Where should', 'GitHub Actions'], [githubQuestion, yes], ...delivery]);
      const sent = github.secretsOf(REPOSITORIES.plain).get('INSTAGRAM_ACCESS_TOKEN') ?? '';
      assert.equal(computer.sandbox.describe(sent)?.kind, 'PAGE');
      await window.does('writeFlags', [
        ['Where should', 'GitHub Actions'],
        ['Send the credentials to', ESCAPE],
      ]);
    });
  });
});
