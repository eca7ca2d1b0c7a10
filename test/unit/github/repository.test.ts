import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fullName, isSameRepository, parseRemote, parseSecretsUri, secretsUri } from '../../../src/github/repository';

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
