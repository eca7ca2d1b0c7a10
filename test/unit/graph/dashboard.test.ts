import assert from 'node:assert/strict';
import { metaLink } from '../../../src/graph/dashboard';
import { toAppId } from '../../../src/graph/ids';

const app = toAppId('874310265938217');

describe('The address of a page of Meta', () => {
  it('is that of the app where the app is known', () => {
    assert.equal(
      metaLink('basicSettings', app),
      'https://developers.facebook.com/apps/874310265938217/settings/basic/',
    );
    assert.equal(metaLink('overview', app), 'https://developers.facebook.com/apps/874310265938217/');
    const { pathname, searchParams } = new URL(metaLink('instagramUseCase', app));
    assert.equal(pathname, '/apps/874310265938217/use_cases/customize/');
    assert.equal(searchParams.get('use_case_enum'), 'INSTAGRAM_BUSINESS');
  });

  it('is the list of apps where none is known', () => {
    assert.equal(metaLink('roles', undefined), 'https://developers.facebook.com/apps/');
  });

  it('is the same for every app where it is no page of one', () => {
    for (const page of ['createApp', 'explorer', 'businessIntegrations', 'systemUsers'] as const) {
      assert.equal(metaLink(page, app), metaLink(page, undefined));
    }
  });
});
