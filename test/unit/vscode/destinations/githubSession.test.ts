import assert from 'node:assert/strict';
import { ENVIRONMENTS, REPOSITORIES, SIGN_ON } from '../../../github/world';
import { OTHER_ACCOUNT, SIGN_IN, SIGN_IN_AGAIN, WHICH_ACCOUNT } from '../../../window/githubSessions';
import { ESCAPE, type Answers } from '../../../window/userDouble';
import { openGithubWindow, type GithubWindow } from './githubWindow';

const ONLY_SECRETS = ['Also write a workflow', 'Only the secrets'] as const;
const { hidden, plain, readOnly, singleSignOn, withEnvironments } = REPOSITORIES;
const remoteOf = (repository: string) => `https://github.com/${repository}`;
const toRepository = (repository: string): Answers[number] => [
  `Send the credentials to ${repository}?`,
  'Secrets of the repository',
];
const NOT_FOUND = `GitHub can’t find ${hidden}`;
const USE_OTHER = 'Use Another GitHub Account';
const SIGN_ON_FIRST = `The organization of ${singleSignOn} requires single sign-on first`;
const IN_BROWSER = `Sign in to the organization of ${singleSignOn} in the browser`;

describe('A GitHub account that may not see the repository', () => {
  let desk: GithubWindow;
  beforeEach(async () => {
    desk = await openGithubWindow(remoteOf(hidden));
  });
  afterEach(() => desk.close());

  const again: Answers = [['Which repository', hidden], toRepository(hidden), ONLY_SECRETS];
  const graceHasSession = () => {
    desk.window.github.has('grace', desk.github.signIn('grace'));
  };

  it('gives way to another that VS Code knows, at one button; VS Code remembers which', async () => {
    graceHasSession();
    await desk.deliver([NOT_FOUND, USE_OTHER], [SIGN_IN, 'Allow'], [WHICH_ACCOUNT, 'grace'], ...again);
    assert.equal(desk.tokenIn(hidden), 'PAGE');
    await desk.deliver(toRepository(hidden), ['Replace secrets', 'Replace'], ONLY_SECRETS);
  });

  it('gives way to one that signs in only then', async () => {
    desk.window.github.browser = () => ({ account: 'grace', token: desk.github.signIn('grace') });
    await desk.deliver([NOT_FOUND, USE_OTHER], [SIGN_IN, 'Allow'], [WHICH_ACCOUNT, OTHER_ACCOUNT], ...again);
    assert.equal(desk.tokenIn(hidden), 'PAGE');
  });

  for (const [at, answers] of [
    ['the question whether to sign in', [[SIGN_IN, ESCAPE]]],
    [
      'the list of accounts',
      [
        [SIGN_IN, 'Allow'],
        [WHICH_ACCOUNT, ESCAPE],
      ],
    ],
    [
      'GitHub’s page in the browser',
      [
        [SIGN_IN, 'Allow'],
        [WHICH_ACCOUNT, OTHER_ACCOUNT],
      ],
    ],
  ] as const) {
    it(`stays where the person leaves ${at}: that ends it, without another message`, async () => {
      graceHasSession();
      await desk.deliver([NOT_FOUND, USE_OTHER], ...answers);
      assert.deepEqual(
        desk.window.user.told.map(({ severity }) => severity),
        ['error'],
      );
      assert.ok(desk.github.requests.every(({ method }) => method === 'GET'));
    });
  }

  it('is told when VS Code has no sign-in for GitHub any more', async () => {
    desk.window.onMessage = () => {
      desk.window.github.isThere = false;
    };
    await desk.deliver([NOT_FOUND, USE_OTHER]);
    assert.match(desk.window.user.told[1]?.message ?? '', /VS Code can’t sign in to GitHub here/);
  });

  it('is not taken for proof that the secrets are gone: nothing is forgotten before they are', async () => {
    graceHasSession();
    const { computer, window } = desk;
    await desk.deliver([NOT_FOUND, USE_OTHER], [SIGN_IN, 'Allow'], [WHICH_ACCOUNT, 'grace'], ...again);
    await desk.deliver([`Send the credentials to ${hidden}?`, ESCAPE]);
    const forget: Answers[number] = ['Forget the credentials', 'Forget and Remove What Was Written'];
    // By now, VS Code prefers Ada's session.
    await window.during(
      [
        [SIGN_IN, 'Allow'],
        [WHICH_ACCOUNT, 'ada'],
      ],
      () => window.github.getSession('github', ['repo'], { createIfNone: true, clearSessionPreference: true }),
    );
    await window.does('forgetCredentials', [forget]);
    assert.match(window.message, new RegExp(NOT_FOUND));
    assert.equal(computer.accounts.length, 1);
    assert.equal(desk.tokenIn(hidden), 'PAGE');
    await window.does('forgetCredentials', [
      forget,
      [NOT_FOUND, USE_OTHER],
      [SIGN_IN, 'Allow'],
      [WHICH_ACCOUNT, 'grace'],
      forget,
    ]);
    assert.equal(desk.github.secretsOf(hidden).size, 0);
    assert.equal(computer.accounts.length, 0);
  });
});

describe('A GitHub account that may only read the repository', () => {
  it('gives way to another, too', async () => {
    const desk = await openGithubWindow(remoteOf(readOnly));
    await desk.deliver(toRepository(readOnly), ['GitHub doesn’t let you write', USE_OTHER], [SIGN_IN, ESCAPE]);
    assert.equal(desk.github.secretsOf(readOnly).size, 0);
    await desk.close();
  });
});

describe('An organization that wants its single sign-on', () => {
  let desk: GithubWindow;
  let opened: string[];
  beforeEach(async () => {
    desk = await openGithubWindow(remoteOf(singleSignOn));
    opened = [];
    desk.window.browser = (address) => {
      opened.push(address);
      desk.github.visit(address);
      return Promise.resolve();
    };
    desk.window.github.browser = () => ({ account: 'ada', token: desk.github.signIn('ada') });
  });
  afterEach(() => desk.close());

  it('gets it in the browser, VS Code signs in anew, and the delivery goes on', async () => {
    await desk.deliver(
      [SIGN_ON_FIRST, 'Authorize'],
      [IN_BROWSER, 'Sign In to GitHub'],
      [SIGN_IN_AGAIN, 'Allow'],
      toRepository(singleSignOn),
      ONLY_SECRETS,
    );
    assert.deepEqual(opened, [SIGN_ON]);
    assert.equal(desk.tokenIn(singleSignOn), 'PAGE');
    const tokens = new Set(desk.github.requests.map(({ headers }) => headers['authorization']));
    assert.equal(tokens.size, 2);
    assert.doesNotMatch(desk.window.log.join('\n'), /authorization_request|gho_/);
  });

  for (const [at, answers] of [
    ['the question that waits for the browser', [[IN_BROWSER, ESCAPE]]],
    [
      'the question whether to sign in again',
      [
        [IN_BROWSER, 'Sign In to GitHub'],
        [SIGN_IN_AGAIN, ESCAPE],
      ],
    ],
  ] as const) {
    it(`gets nothing where the person leaves ${at}`, async () => {
      const asked = desk.github.requests.length;
      await desk.deliver([SIGN_ON_FIRST, 'Authorize'], ...answers);
      assert.deepEqual(
        desk.window.user.told.map(({ severity }) => severity),
        ['error'],
      );
      assert.equal(desk.github.requests.length, asked + 1);
    });
  }

  it('can be told of another account that it lets in', async () => {
    await desk.deliver([SIGN_ON_FIRST, USE_OTHER], [SIGN_IN, ESCAPE]);
    assert.deepEqual(opened, []);
  });

  it('refuses again what is tried again without it', async () => {
    desk.window.browser = (address) => Promise.resolve(void opened.push(address));
    await desk.deliver([SIGN_ON_FIRST, 'Authorize'], [IN_BROWSER, 'Sign In to GitHub'], [SIGN_IN_AGAIN, 'Allow']);
    assert.deepEqual(
      desk.window.user.told.map(({ message }) => message.startsWith(SIGN_ON_FIRST)),
      [true, true],
    );
  });

  for (const url of [
    'https://evil.example/orgs/acme/sso',
    'http://github.com/orgs/acme/sso',
    'https://github.com@evil.example/sso',
    'https://ada:x@github.com/orgs/acme/sso',
    'javascript:alert(1)',
    'https://github.com.evil.example/',
    'nothing',
  ]) {
    it(`opens its own page on GitHub in place of ${url}`, async () => {
      desk.window.browser = (address) => Promise.resolve(void opened.push(address));
      const headers = { 'x-github-sso': `required; url=${url}` };
      desk.github.fail(/environments/, { status: 403, headers, body: { message: 'SAML' } });
      await desk.deliver([SIGN_ON_FIRST, 'Authorize'], [IN_BROWSER, ESCAPE]);
      assert.deepEqual(opened, ['https://github.com/orgs/acme/sso']);
    });
  }
});

describe('An environment on GitHub that is gone', () => {
  it('keeps nobody from forgetting what was there', async () => {
    const desk = await openGithubWindow(remoteOf(withEnvironments));
    const [environment] = ENVIRONMENTS;
    await desk.deliver(
      [`Send the credentials to ${withEnvironments}?`, `Secrets of the environment ${environment}`],
      ONLY_SECRETS,
    );
    desk.github.deleteEnvironment(withEnvironments, environment);
    await desk.window.does('forgetCredentials', [['Forget the credentials', 'Forget and Remove What Was Written']]);
    assert.match(desk.window.message, /were deleted/);
    assert.equal(desk.github.secretsOf(plain).size, 0);
    await desk.close();
  });
});
