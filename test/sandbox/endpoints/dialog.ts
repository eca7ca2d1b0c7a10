// The parts of www.facebook.com that a login uses: the dialog, and the page for programs without an address of their
// own.
// https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow
import { namesShown, signIn, type Dialog, type Ticks } from '../dialog';
import type { Consent } from '../tokens';
import type { Page as FacebookPage } from '../world';
import { messageOf } from './dialogFailures';
import { editMark, readAsked, successPath, type Asked, type Reading } from './dialogRules';
import type { GraphRequest } from './request';

export interface Page {
  readonly status: number;
  readonly location?: string;
  readonly html: string;
}

const cancelPath = '/dialog/oauth/business/cancel';
/** Prefix of a permission's name: the checkbox that declines it. */
const declinePrefix = 'decline.';
/** Prefix of a Page's ID: the checkbox that includes it. */
const pagePrefix = 'page.';
/** The checkbox for all current and future Pages. */
const allPages = 'pages.all';
/** Says that the form had checkboxes for Pages; without it, "none ticked" and "not shown" look the same. */
const boxesShown = 'pages.shown';

/** Undefined for a path that isn't part of this site. */
export function answerDialog(request: GraphRequest): Page | undefined {
  const { dialog, parameters } = request;
  switch (request.path) {
    case '/dialog/oauth': {
      const reading = readAsked(parameters, dialog);
      if (reading.kind === 'failed') return tellFailure(reading, parameters, dialog);
      return request.method === 'POST' ? decide(request, reading.asked) : show(request, reading.asked);
    }
    case cancelPath:
      return { status: 200, html: '' };
    case successPath:
      return page(
        200,
        'Success',
        '<p>SECURITY WARNING: Please treat the URL above as you would your password and do not share it with anyone.</p>',
      );
    default:
      return undefined;
  }
}

/** The two forms of an error: a page that leads nowhere, or a redirect with just code and message. */
function tellFailure(
  { failure, redirectUri }: Extract<Reading, { kind: 'failed' }>,
  parameters: GraphRequest['parameters'],
  dialog: Dialog,
): Page {
  if (failure.code === undefined || dialog.errorsBy === 'page' || !URL.canParse(redirectUri)) {
    return page(400, failure.title, `<p>${escape(failure.text)}</p>`);
  }
  const fields = { error_code: failure.code, error_message: messageOf(failure) };
  return redirect(redirectUri, { ...fields, ...stateOf(parameters, dialog) });
}

function show({ parameters, dialog }: GraphRequest, asked: Asked): Page {
  const { person, declined, tokens } = dialog;
  const { app, scope, isRerequest } = asked;
  const buttons =
    '<button name="answer" value="yes">Continue</button><button name="answer" value="no">Not now</button>';
  const before = tokens.consentOf(person, app);
  if (isReused(asked, before)) {
    const edit = new URLSearchParams([...parameters, [editMark, '1']]).toString();
    return page(
      200,
      `You’ve previously linked ${app.name} to Facebook`,
      `<p>Would you like to continue as ${escape(person.name)} with your previous settings?</p>
<form method="post">${buttons}</form><p><a href="?${escape(edit)}">Edit settings</a></p>`,
    );
  }
  const shown = namesShown(scope, before, isRerequest);
  return page(
    200,
    `Continue as ${person.name}?`,
    `<p>${escape(app.name)} asks for: ${escape(shown.join(', '))}</p>
<form method="post"><p>Do not grant: ${shown.map((name) => box(`${declinePrefix}${name}`, name, declined.has(name))).join(' ')}</p>
${pageBoxes(person.pages, dialog.ticks.pages ?? person.ticks)}${buttons}</form>`,
  );
}

function pageBoxes(pages: readonly FacebookPage[], ticked: 'all' | readonly string[]): string {
  const all = box(allPages, 'All current and future Pages', ticked === 'all');
  const each = pages.map(({ id, name }) => box(`${pagePrefix}${id}`, name, ticked === 'all' || ticked.includes(id)));
  return `<fieldset><legend>Which Pages?</legend><input type="hidden" name="${boxesShown}" value="1">
${[all, ...each].join('<br>')}</fieldset>`;
}

function box(name: string, label: string, isTicked: boolean): string {
  const checked = isTicked ? ' checked' : '';
  return `<label><input type="checkbox" name="${escape(name)}"${checked}>${escape(label)}</label>`;
}

/** Login for Business offers the earlier answers again; the choices appear only after "Edit settings". */
function isReused({ app, isRerequest }: Asked, before: Consent | undefined): boolean {
  return app.login.kind === 'business' && before !== undefined && !isRerequest;
}

/** The form is submitted to the address of the dialog itself, so that all its parameters are included. */
function decide({ parameters, dialog, base }: GraphRequest, asked: Asked): Page {
  const { app, redirectUri, scope, isRerequest, tokenOf } = asked;
  const { person, tokens } = dialog;
  if (parameters.get('answer') !== 'yes') {
    // …/manual-flow#nonjscancel
    return redirect(redirectUri, {
      error: 'access_denied',
      error_code: '200',
      error_description: 'Permissions error',
      error_reason: 'user_denied',
      ...stateOf(parameters, dialog),
    });
  }
  if (dialog.trouble === 'blankPage') {
    return {
      status: 302,
      location: `${base}${cancelPath}/?${new URLSearchParams({ app_id: app.id }).toString()}`,
      html: '',
    };
  }
  const before = tokens.consentOf(person, app);
  const reused = isReused(asked, before) ? before : undefined;
  const declined = scope.filter((name) => dialog.declined.has(name) || parameters.has(`${declinePrefix}${name}`));
  const logIn = signIn(tokens, {
    app,
    person,
    asked: reused ? [] : scope,
    declined: new Set(declined),
    ticks: reused ? ticksOf(reused) : ticksIn(parameters, dialog.ticks),
    isRerequest,
    tokenOf,
  });
  const state: Readonly<Record<string, string>> = { state: parameters.get('state') ?? '' };
  return redirect(redirectUri, { code: dialog.codes.mint(app, redirectUri, logIn), ...state });
}

function ticksOf({ ticked, tickedInstagram }: Consent): Ticks {
  return {
    pages: ticked === 'all' ? 'all' : [...ticked],
    ...(tickedInstagram ? { instagram: [...tickedInstagram] } : {}),
  };
}

/** What is ticked in the form; if it had no checkboxes, the person's usual choice. */
function ticksIn(parameters: GraphRequest['parameters'], usual: Ticks): Ticks {
  if (!parameters.has(boxesShown)) return usual;
  if (parameters.has(allPages)) return { ...usual, pages: 'all' };
  const names = [...parameters.keys()].filter((name) => name.startsWith(pagePrefix));
  return { ...usual, pages: names.map((name) => name.slice(pagePrefix.length)) };
}

function stateOf(parameters: GraphRequest['parameters'], { givesState }: Dialog): Readonly<Record<string, string>> {
  return givesState ? { state: parameters.get('state') ?? '' } : {};
}

/** Facebook appends `#_=_` to every redirect. */
function redirect(redirectUri: string, fields: Readonly<Record<string, string>>): Page {
  return { status: 302, location: `${redirectUri}?${new URLSearchParams(fields).toString()}#_=_`, html: '' };
}

function page(status: number, title: string, body: string): Page {
  const html = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${escape(title)}</title></head>
<body><h1>${escape(title)}</h1>${body}</body></html>`;
  return { status, html };
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
