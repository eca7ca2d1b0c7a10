import assert from 'node:assert/strict';
import { toInstagramAccountId } from '../../../src/graph/ids';
import { reasonsForNoInstagram, type NoInstagramReason } from '../../../src/graph/inspection';

const ALWAYS: readonly NoInstagramReason[] = ['notProfessional', 'notLinked'];
const OTHERS = [toInstagramAccountId('17841400000000001')];

describe('That Facebook shows no Instagram account of a Page', () => {
  const cases: readonly (readonly [
    what: string,
    scopes: readonly string[],
    ticked: 'all' | typeof OTHERS,
    isUnlisted: boolean,
    reasons: readonly NoInstagramReason[],
  ])[] = [
    ['that is listed without business_management, and everything ticked', [], 'all', false, ALWAYS],
    ['with only some accounts ticked', [], OTHERS, false, ['notTicked', ...ALWAYS]],
    ['with no account ticked', [], [], false, ['notTicked', ...ALWAYS]],
    ['that the list leaves out', [], 'all', true, ['portfolioRole', ...ALWAYS]],
    ['of which the list may be a portfolio’s', ['business_management'], 'all', false, ['portfolioRole', ...ALWAYS]],
    ['of a portfolio, with ads_read', ['business_management', 'ads_read'], 'all', true, ALWAYS],
    ['of a portfolio, with ads_management', ['ads_management'], 'all', true, ALWAYS],
    ['that the list leaves out, with some ticked', [], OTHERS, true, ['portfolioRole', 'notTicked', ...ALWAYS]],
  ];
  for (const [what, scopes, tickedInstagram, isUnlisted, reasons] of cases) {
    it(`${what}: may be ${reasons.join(', ')}`, () => {
      assert.deepEqual(reasonsForNoInstagram({ scopes, tickedInstagram }, isUnlisted), reasons);
    });
  }
});
