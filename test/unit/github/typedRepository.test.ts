import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fullName } from '../../../src/github/repository';
import { parseTypedRepository, type RepositoryProblem } from '../../../src/github/typedRepository';

const github = { host: 'github.com', aliases: new Set<string>() };

const read = (text: string, place = github): string => {
  const parsed = parseTypedRepository(text, place);
  return parsed.ok ? fullName(parsed.value) : parsed.error;
};

describe('The name of a repository that is typed', () => {
  for (const text of [
    'ada/site',
    ' ada / site \n',
    '/ada/site/',
    '@ada/site',
    'ada/site.git',
    '\u200bada/site\u00ad',
    '“ada/site”'.replace(/[“”]/g, '"'),
    '<https://github.com/ada/site>',
    'https://github.com/ada/site',
    'https://github.com/ada/site.git',
    'HTTP://www.GitHub.com/ada/site/',
    'https://github.com/ada/site/settings/secrets/actions',
    'https://github.com/ada/site?tab=readme-ov-file#what-it-is',
    'https://github.com/ada/site/tree/main/src',
    'https://ada:x@github.com:443/ada/site.git',
    'github.com/ada/site',
    'www.github.com/ada/site/issues/1',
    'git@github.com:ada/site.git',
    'github.com:ada/site',
    'git@github-work:ada/site.git',
    'ssh://git@github-work/ada/site',
    'ssh://git@ssh.github.com:443/ada/site.git',
    'git://github.com/ada/site.git',
    'git clone https://github.com/ada/site.git my-site',
    '$ git clone --depth=1 git@github.com:ada/site.git',
    'gh repo clone ada/site',
  ]) {
    it(`is found in what people paste: ${JSON.stringify(text)}`, () => {
      assert.equal(read(text), 'ada/site');
    });
  }

  const problems: Readonly<Record<RepositoryProblem, readonly string[]>> = {
    empty: ['', '  ', '\u200b', '""'],
    repositoryUnfinished: [
      'a',
      'ada',
      'ada/',
      '@',
      '/',
      'https',
      'https:',
      'https://',
      'https://git',
      'https://github.com',
      'https://github.com/',
      'https://github.com/ada',
      'https://github.com/ada/',
      'git@github.com',
      'git@github.com:',
      'git@github.com:ada/',
      'github.com',
      'ssh://git@github.com/',
    ],
    repositoryCharacters: [
      'ada site',
      'ada/..',
      'ada/.',
      '../site',
      './site',
      'ada/.git',
      'ada/si te',
      'ada/si%2Fte',
      'ä/site',
      'ada/[click](command:x)',
      'https://github.com/orgs/acme',
      'https://github.com/settings/profile',
      '-/site',
    ],
    repositoryElsewhere: [
      'https://gitlab.com/ada/site',
      'gitlab.com/ada/site',
      'git@gitlab.com:ada/site.git',
      'https://github.com.evil.example/ada/site',
      'https://evil.example/github.com/ada/site',
      'https://github.com@evil.example/ada/site',
      'https://gist.github.com/ada/0123',
      'https://github-work/ada/site',
    ],
  };
  for (const [problem, texts] of Object.entries(problems)) {
    for (const text of texts) {
      it(`is not found, and the box says why: ${problem}, ${JSON.stringify(text)}`, () => {
        assert.equal(read(text), problem);
      });
    }
  }

  it('is told as elsewhere where an enterprise has a GitHub of its own', () => {
    const place = { host: 'git.acme.example', aliases: new Set<string>() };
    assert.equal(read('https://git.acme.example/ada/site', place), 'ada/site');
    assert.equal(read('https://github.com/ada/site', place), 'repositoryElsewhere');
    assert.equal(read('git@github.com:ada/site', place), 'repositoryElsewhere');
  });

  it('is never a path to another place, whatever is typed', () => {
    const anything = fc.string({
      unit: fc.constantFrom('a', '.', '/', '\\', ':', '@', '%', '?', ' ', '-', 'https://', 'github.com', 'git clone '),
    });
    fc.assert(
      fc.property(fc.oneof(fc.string(), anything), (text) => {
        const parsed = parseTypedRepository(text, github);
        if (!parsed.ok) return;
        const path = `/repos/${fullName(parsed.value)}/actions`;
        assert.equal(new URL(path, 'https://api.github.com').pathname, path);
      }),
    );
  });

  it('reads as itself, whatever it is called', () => {
    const owner = fc.stringMatching(/^[a-z\d]{1,9}(?:-[a-z\d]{1,9})?$/);
    const name = fc.stringMatching(/^[a-z\d_-][\w.-]{0,20}$/).filter((text) => !/\.git$/i.test(text));
    fc.assert(
      fc.property(owner, name, (by, called) => {
        fc.pre(!['apps', 'features', 'login', 'orgs', 'repos', 'settings', 'topics', 'users'].includes(by));
        for (const text of [
          `${by}/${called}`,
          `https://github.com/${by}/${called}/pulls`,
          `git@x:${by}/${called}.git`,
        ]) {
          assert.equal(read(text), `${by}/${called}`);
        }
      }),
    );
  });
});
