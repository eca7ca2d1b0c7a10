import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  fullName,
  githubHost,
  isSameRepository,
  parseRemote,
  parseSecretsUri,
  secretsUri,
  sshHostOf,
} from '../../../src/github/repository';

const read = (url: string) => {
  const repository = parseRemote(url);
  return repository === undefined ? undefined : fullName(repository);
};

describe('The remote of a Git repository', () => {
  for (const url of [
    'https://github.com/ada/site.git',
    'https://github.com/ada/site',
    'https://github.com/ada/site/',
    'https://ada@github.com/ada/site.git',
    'https://ada:x@github.com:443/ada/site.git',
    'http://www.github.com/ada/site',
    'git://github.com/ada/site.git',
    'git@github.com:ada/site.git',
    'github.com:ada/site',
    'git@github.com:/ada/site.git',
    'ssh://git@github.com/ada/site.git',
    'ssh://git@ssh.github.com:443/ada/site.git',
    'git+ssh://git@github.com/ada/site',
    'ssh+git://git@github.com/ada/site.git',
    'HTTPS://GitHub.com/ada/site.git\n',
  ]) {
    it(`names a repository: ${JSON.stringify(url)}`, () => {
      assert.equal(read(url), 'ada/site');
    });
  }

  for (const url of [
    '',
    'https://gitlab.com/ada/site.git',
    'https://github.com.evil.example/ada/site.git',
    'https://evil.example/github.com/ada/site',
    'https://github.com@evil.example/ada/site',
    'git@github.com.evil.example:ada/site.git',
    'git@evil.example:github.com:ada/site.git',
    'https://gist.github.com/ada/0123',
    'https://github.com/ada',
    'https://github.com/ada/site/issues',
    'https://github.com/ada/..',
    'https://github.com/../site',
    'https://github.com/ada/si%2Fte',
    'https://github.com/ada/site?x=1',
    'https://github.com/ada/site#x',
    'https://github.com/ada/[click](command:x)',
    'git@github-work:ada/site.git',
    'ssh://git@github-work/ada/site',
    'https://ssh.github.com/ada/site',
    'git@www.github.com:ada/site.git',
    'git@github.com:.git/site',
    'git@github.com:ada/.git',
    'git@github.com:--/site',
    '/srv/git/github.com/ada/site.git',
    '../site',
  ]) {
    it(`names none on GitHub: ${JSON.stringify(url)}`, () => {
      assert.equal(read(url), undefined);
    });
  }

  it('keeps dots, lines and capitals of a name, which GitHub does not tell apart', () => {
    assert.equal(read('git@github.com:Ada-1/my.site_2.git'), 'Ada-1/my.site_2');
    assert.ok(isSameRepository({ owner: 'Ada', name: 'Site' }, { owner: 'ada', name: 'site' }));
  });
});

describe('The owner of a repository', () => {
  for (const owner of ['ada', 'ada-', '-ada', 'a--b', 'ada_acme', 'A', '0', 'a'.repeat(39)]) {
    it(`is read, also where a new account could not be called that: ${owner}`, () => {
      for (const url of [`https://github.com/${owner}/site`, `git@github.com:${owner}/site.git`]) {
        assert.equal(read(url), `${owner}/site`);
      }
      const place = { repository: { owner, name: 'site' }, environment: undefined };
      assert.deepEqual(parseSecretsUri(secretsUri(place)), place);
    });
  }

  it('and its name never lead a request to another place', () => {
    const anything = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom('a', '.', '-', '_', '/', '%', '\\', ':', '@', '?', '#', '2e', '~') }),
    );
    fc.assert(
      fc.property(anything, anything, (owner, name) => {
        const repository = parseRemote(`https://github.com/${owner}/${name}`);
        if (repository === undefined) return;
        const path = `/repos/${repository.owner}/${repository.name}/actions`;
        assert.equal(new URL(path, 'https://api.github.com').pathname, path);
      }),
    );
  });
});

describe('The GitHub that is meant', () => {
  const hosts = (url: string) => githubHost(new URL(url));

  it('is the one to which the address of its API belongs', () => {
    assert.equal(hosts('https://api.github.com'), 'github.com');
    assert.equal(hosts('http://127.0.0.1:8080'), 'github.com');
    assert.equal(hosts('https://git.acme.example/api/v3/'), 'git.acme.example');
    assert.equal(hosts('https://api.acme.ghe.com'), 'acme.ghe.com');
    assert.equal(hosts('https://api.ghe.com.evil.example'), 'github.com');
  });

  it('is known by the names that the person’s SSH has for it, over SSH alone', () => {
    const place = { host: 'github.com', aliases: new Set(['github-work']) };
    for (const url of ['git@github-work:ada/site.git', 'ssh://git@GitHub-Work/ada/site', 'github-work:/ada/site/']) {
      assert.deepEqual(parseRemote(url, place), { owner: 'ada', name: 'site' }, url);
    }
    assert.equal(parseRemote('https://github-work/ada/site', place), undefined);
    assert.equal(parseRemote('git@github-other:ada/site', place), undefined);
  });

  it('is no other: where an enterprise has its own, a remote at github.com is somebody else’s', () => {
    const place = { host: 'git.acme.example', aliases: new Set<string>() };
    assert.deepEqual(parseRemote('git@git.acme.example:ada/site.git', place), { owner: 'ada', name: 'site' });
    for (const url of ['git@github.com:ada/site.git', 'https://github.com/ada/site', 'git@ssh.github.com:ada/site']) {
      assert.equal(parseRemote(url, place), undefined, url);
    }
  });

  it('says under which name a remote has it over SSH', () => {
    assert.equal(sshHostOf('git@GitHub-work:ada/site.git'), 'github-work');
    assert.equal(sshHostOf('ssh://git@github-work:2222/ada/site'), 'github-work');
    for (const url of ['https://github-work/ada/site', '../site', '/srv/site.git', 'file:///srv/site']) {
      assert.equal(sshHostOf(url), undefined, url);
    }
  });
});

describe('A place of secrets', () => {
  it('is remembered by an address that says the repository and any environment', () => {
    const repository = { owner: 'ada', name: 'site' };
    fc.assert(
      fc.property(fc.option(fc.string({ unit: 'grapheme' }), { nil: undefined }), (environment) => {
        const place = { repository, environment };
        assert.deepEqual(parseSecretsUri(secretsUri(place)), place);
      }),
    );
  });

  it('is no other address', () => {
    for (const uri of ['file:///ada/site', 'https://github.com/ada', 'https://github.com/ada/site/x', '']) {
      assert.equal(parseSecretsUri(uri), undefined, uri);
    }
  });
});
