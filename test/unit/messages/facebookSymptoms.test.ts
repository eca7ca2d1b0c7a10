import assert from 'node:assert/strict';
import { asConfirmed } from '../../../src/http/confirmedUrl';
import { SignInAttempt } from '../../../src/credentials/signInAttempt';
import { metaLink } from '../../../src/graph/dashboard';
import { toAppId } from '../../../src/graph/ids';
import { facebookSymptoms, findSymptom } from '../../../src/messages/facebookSymptoms';
import { toNotificationText } from '../../../src/messages/failures/failureMessage';
import { describeSignIn } from '../../../src/messages/signInMessages';

const app = toAppId('874310265938217');

describe('What Facebook shows', () => {
  const answers: readonly (readonly [id: string | undefined, code: string | undefined, text: string])[] = [
    ['invalidScopes', '100', 'Invalid Scopes: instagram_basic. This message is only shown to developers.'],
    ['invalidScopes', '100', ''],
    ['invalidScopes', undefined, 'This content isn’t available right now'],
    ['urlBlocked', '1349168', ''],
    ['urlBlocked', undefined, 'URL bloqueada: Error de redireccionamiento'],
    ['urlBlocked', '100', 'URL Blocked: This redirect failed because the redirect URI is not whitelisted'],
    ['domainNotIncluded', '1349048', "Can't Load URL"],
    ['domainNotIncluded', undefined, 'El dominio de esta URL no está incluido en los dominios de la app.'],
    ['featureUnavailable', '1349220', ''],
    ['featureUnavailable', '1349186', ''],
    ['featureUnavailable', undefined, 'Función no disponible'],
    ['appNotAvailable', undefined, 'Parece que esta app no está disponible'],
    ['appNotAvailable', undefined, 'This app needs at least one supported permission.'],
    ['appNotActive', undefined, 'La app no está activa'],
    ['appNotSetUp', '1349126', 'App not active'],
    ['invalidAppId', 'PLATFORM__INVALID_APP_ID', 'PLATFORM__INVALID_APP_ID'],
    ['somethingWentWrong', undefined, 'Sorry, something\n went wrong.'],
    ['canceled', '200', 'Permissions error'],
    ['canceled', 'access_denied', ''],
    ['blankPage', undefined, 'https://www.facebook.com/v25.0/dialog/oauth/business/cancel/?app_id=1'],
    ['previouslyLinked', undefined, 'You’ve previously linked Agoras to Facebook.'],
    ['insufficientRole', undefined, 'Insufficient Developer Role'],
    ['mediaFormat', '36001/2207005', ''],
    ['accountLimited', '9/2207042', ''],
    [undefined, '4', 'Something new'],
    [undefined, undefined, ''],
  ];
  for (const [id, code, text] of answers) {
    it(`is ${id ?? 'nothing known'} for the code ${code ?? 'none'} and “${text.slice(0, 40)}”`, () => {
      assert.equal(findSymptom({ code, text })?.id, id);
    });
  }

  const symptoms = facebookSymptoms();
  for (const { id, where, title, cause, cure, opens, codes, words } of symptoms) {
    it(`${id} has a cause, a cure and a page`, () => {
      for (const sentence of [cause, cure]) assert.match(sentence, /^\S.*[.)]$/u);
      assert.doesNotMatch(title, /[.]$/);
      assert.equal(new URL(metaLink(opens, app)).protocol, 'https:');
      const answer = { code: codes[0], text: words[0] };
      if (codes.length + words.length > 0) assert.equal(findSymptom(answer)?.id, id);
      if (where !== 'dialog') return;
      // However much Facebook says, cause and cure must be kept and fit into a notification.
      const said = `${words[0] ?? ''}. ${'This message is only shown to developers. '.repeat(9)}`;
      const refusal = { kind: 'signInRefused' as const, said, code: codes[0], next: 'facebookPage' as const };
      const message = describeSignIn(refusal);
      assert.ok(message.reason.startsWith(cause), message.reason);
      assert.equal(message.nextStep, cure);
      assert.equal(message.page, opens);
      assert.ok(toNotificationText(message).length <= 400);
      assert.notEqual(message.action, message.otherAction);
    });
  }

  it('has a name and a code of its own each', () => {
    for (const all of [symptoms.map(({ id }) => id), symptoms.flatMap(({ codes }) => codes)]) {
      assert.deepEqual(all, [...new Set(all)]);
    }
  });

  it('comes back from the dialog with its code, and is told with its cure', () => {
    const redirectUri = 'http://localhost:8713/callback';
    const signIn = new SignInAttempt(
      { app, redirectUri, grant: { kind: 'permissions', permissions: [] }, next: undefined },
      () => 0,
    );
    const address = signIn.address({ baseUrl: asConfirmed(new URL('https://www.facebook.com')), version: 'v25.0' });
    const state = new URL(address.reveal()).searchParams.get('state') ?? '';
    const taken = signIn.take(new URLSearchParams({ state, error_code: '1349168', error_message: 'URL: X' }));
    assert.ok(!taken.ok && taken.error.kind === 'signInRefused');
    const { nextStep, action, otherAction, page } = describeSignIn(taken.error);
    assert.match(nextStep, /Valid OAuth Redirect URIs/);
    assert.deepEqual([action, otherAction, page], ['openAppDashboard', 'enterToken', 'loginSettings']);
  });
});
