// A window with Ada's credentials and her session on the simulated GitHub.
import { execFileSync } from 'node:child_process';
import { startGithub, type Github } from '../../../github/standIn';
import { Computer, type FlowWindow } from '../../../window/computer';
import type { Answers } from '../../../window/userDouble';

export interface GithubWindow {
  readonly computer: Computer;
  readonly github: Github;
  readonly window: FlowWindow;
  /** Runs Git in the open folder. */
  readonly git: (...args: readonly string[]) => void;
  /** What the token in the first written secret is; undefined if there is none. */
  readonly tokenIn: (repository: string, environment?: string) => string | undefined;
  /** Writes Ada's credentials to GitHub Actions, as far as the answers allow. */
  readonly deliver: (...answers: Answers) => Promise<void>;
  readonly close: () => Promise<void>;
}

type Options = Pick<NonNullable<Parameters<Computer['openWindow']>[0]>, 'open' | 'isTrusted'>;

/** `remote`: the remote of the Git repository in the folder; without it, the folder is not a repository. */
export async function openGithubWindow(remote?: string, options: Options = {}): Promise<GithubWindow> {
  const computer = await Computer.start();
  const github = await startGithub();
  const window = computer.openWindow({
    ...options,
    settings: {
      'agoras.agorasVersion': '1.x',
      'agoras.objectId': 'instagramAccount',
      'agoras.githubApi.baseUrl': github.url,
    },
  });
  window.github.has('ada', github.token);
  window.browser = (address) => {
    github.visit(address);
    return Promise.resolve();
  };
  const git = (...args: readonly string[]) => void execFileSync('git', args, { cwd: computer.at('a') });
  if (remote !== undefined) {
    git('init', '--quiet');
    git('remote', 'add', 'origin', remote);
  }
  await window.does('getCredentials', computer.obtaining('ada', 'Only keep'));
  return {
    computer,
    github,
    window,
    git,
    tokenIn: (...place) =>
      computer.sandbox.describe(github.secretsOf(...place).get('INSTAGRAM_ACCESS_TOKEN') ?? '')?.kind,
    deliver: (...answers) => window.does('writeFlags', [['Where should', 'GitHub Actions'], ...answers]),
    close: async () => {
      await computer.shutDown();
      await github.close();
    },
  };
}
