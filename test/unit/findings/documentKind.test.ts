import assert from 'node:assert/strict';
import { documentKind, hasAgorasKey } from '../../../src/findings/documentKind';

const kindOf = (path: string, dotenv = '.env') => documentKind(path, () => dotenv);

describe('A file that can concern Agoras', () => {
  it('is known by its name alone', () => {
    assert.equal(kindOf('/w/.env'), 'dotenv');
    assert.equal(kindOf('/w/.env.local'), 'dotenv');
    assert.equal(kindOf('/w/deploy/prod.env'), 'dotenv');
    assert.equal(kindOf('/w/.vscode/launch.json'), 'launch');
    assert.equal(kindOf('/w/.vscode/tasks.json'), 'tasks');
    assert.equal(kindOf('/w/site.code-workspace'), 'workspace');
  });

  it('is what the settings call the .env', () => {
    assert.equal(kindOf('/w/config/secrets', './config/secrets'), 'dotenv');
    assert.equal(kindOf('/w/other/secrets', 'config/secrets'), undefined);
  });

  it('is no other', () => {
    for (const path of ['/w/environment', '/w/env', '/w/launch.json', '/w/package.json', '/w/a.ts', '']) {
      assert.equal(kindOf(path), undefined, path);
    }
  });
});

describe('A text that can concern Agoras', () => {
  it('names it, or one of its variables', () => {
    for (const text of ['agoras publish', 'Agoras', 'INSTAGRAM_CLIENT_ID=', '"FACEBOOK_OBJECT_ID"']) {
      assert.ok(hasAgorasKey(text), text);
    }
    for (const text of ['', 'PATH=/bin', 'INSTAGRAM', 'facebook.com', 'agora']) assert.ok(!hasAgorasKey(text), text);
  });
});
