// The page that the browser shows after Facebook's dialog. It contains no script and loads nothing.
import * as l10n from '@vscode/l10n';
import type { SignInFailure } from '../credentials/signInAttempt';
import { describeSignIn } from '../messages/signInMessages';
import { escape, escapeOutside } from './markup';

const STYLE = `
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 36rem; margin: 15vh auto; padding: 0 1.5rem; }
h1 { font-size: 1.5rem; line-height: 1.25; }
`;

/** `failure`: undefined for success. */
export function signInPage(failure: SignInFailure | undefined, language: string): string {
  const { headline, paragraphs } = failure === undefined ? success() : unsuccessful(failure);
  return page(language, headline, paragraphs);
}

function page(language: string, headline: string, paragraphs: readonly string[]): string {
  return `<!DOCTYPE html>
<html lang="${escape(language)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Agoras Credentials</title><style>${STYLE}</style></head>
<body>
<main>
<h1>${escapeOutside(headline)}</h1>
${paragraphs.map((text) => `<p>${escapeOutside(text)}</p>`).join('\n')}
</main>
</body>
</html>
`;
}

/** For people who open the URL that the sign-in waits at, which VS Code offers for every forwarded port. */
export function waitingPage(language: string): string {
  return page(language, l10n.t('Nothing to do here'), [
    l10n.t(
      'VS Code is waiting here for Facebook. Finish the sign-in in the tab with Facebook’s page; this one can be closed.',
    ),
  ]);
}

function success(): { headline: string; paragraphs: readonly string[] } {
  return {
    headline: l10n.t('You are signed in'),
    paragraphs: [l10n.t('You can close this page and return to VS Code.')],
  };
}

function unsuccessful(failure: SignInFailure): { headline: string; paragraphs: readonly string[] } {
  const { headline, reason, nextStep } = describeSignIn(failure);
  return {
    headline,
    paragraphs: [
      reason,
      nextStep,
      l10n.t('VS Code shows the same message, with buttons for what to do next. Nothing was stored.'),
    ],
  };
}
