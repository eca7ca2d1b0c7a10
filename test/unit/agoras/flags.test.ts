import assert from 'node:assert/strict';
import fc from 'fast-check';
import { flagValues } from '../../../src/credentials/account';
import { ALL_FLAGS, definitionsFor, flagsFor, publishingNetwork, SHOWN_VARIABLES } from '../../../src/agoras/flags';
import { AGORAS_VERSIONS, DEFAULT_NETWORKS, NETWORKS } from '../../../src/agoras/target';
import { Secret } from '../../../src/base/secret';
import { ACCOUNT, ACCOUNT_SECRETS } from '../../account';

const VALUES = flagValues({ record: ACCOUNT, secrets: ACCOUNT_SECRETS }, '1.x');

const target = fc.record({
  version: fc.constantFrom(...AGORAS_VERSIONS),
  networks: fc.shuffledSubarray([...NETWORKS], { minLength: 1 }),
});

describe('The flags of Agoras', () => {
  it('are those of Instagram alone, unless somebody asks for more', () => {
    const flags = flagsFor({ version: '1.x', networks: DEFAULT_NETWORKS }, VALUES);
    assert.deepEqual(
      flags.map(({ environment }) => environment),
      ['INSTAGRAM_ACCESS_TOKEN', 'INSTAGRAM_OBJECT_ID'],
    );
  });

  it('give Facebook the same token, and the Page ID also where Instagram has its own ID', () => {
    const pair = flagsFor({ version: '1.x', networks: ['facebook'] }, VALUES);
    assert.deepEqual(
      pair.map(({ environment, flag, value }) => [environment, flag, value]),
      [
        ['FACEBOOK_ACCESS_TOKEN', '--facebook-access-token', ACCOUNT_SECRETS.pageToken],
        ['FACEBOOK_OBJECT_ID', '--facebook-object-id', ACCOUNT.page.id],
      ],
    );
    assert.notEqual(ACCOUNT.objectId.id, ACCOUNT.page.id);
  });

  it('of several networks are those of each, once, in one order whatever the order of asking', () => {
    fc.assert(
      fc.property(target, ({ version, networks }) => {
        const definitions = definitionsFor({ version, networks });
        const inOrder = NETWORKS.filter((network) => networks.includes(network));
        assert.deepEqual(
          definitions,
          inOrder.flatMap((network) => definitionsFor({ version, networks: [network] })),
        );
        assert.equal(new Set(definitions.map(({ environment }) => environment)).size, definitions.length);
        assert.equal(publishingNetwork({ version, networks }), inOrder[0]);
      }),
    );
  });

  it('are named after their network, as Agoras reads them', () => {
    for (const network of NETWORKS) {
      for (const version of AGORAS_VERSIONS) {
        for (const { environment, flag } of definitionsFor({ version, networks: [network] })) {
          assert.ok(environment.startsWith(`${network.toUpperCase()}_`), environment);
          if (flag !== undefined) assert.equal(flag, `--${environment.toLowerCase().replaceAll('_', '-')}`);
        }
      }
    }
  });

  it('are shown in a preview exactly where the value is no secret', () => {
    for (const { environment, field } of ALL_FLAGS) {
      assert.equal(SHOWN_VARIABLES.has(environment), !(VALUES[field] instanceof Secret), environment);
    }
  });
});
