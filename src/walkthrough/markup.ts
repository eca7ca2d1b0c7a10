// Turns text into HTML. All text that isn't literal markup in the code goes through one of these functions.

export interface PageFrame {
  /** Each location has its own background. */
  readonly location: WebviewLocation;
  readonly cspSource: string;
  readonly nonce: string;
  readonly scriptUri: string;
  readonly styleUri: string;
}

export type WebviewLocation = 'editor' | 'sidebar';

interface Page {
  readonly title: string;
  readonly locale: string;
  /** The ID of its main element. */
  readonly id: string;
  /** As HTML. */
  readonly content: string;
}

/** The whole document of a webview. Nothing can be loaded but our own script and style sheet. */
export function webviewDocument(frame: PageFrame, { title, locale, id, content }: Page): string {
  // default-src doesn't cover the last two directives.
  const policy = `default-src 'none'; style-src ${frame.cspSource}; script-src 'nonce-${frame.nonce}'; form-action 'none'; base-uri 'none';`;
  return `<!DOCTYPE html>
<html lang="${escape(locale)}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${escape(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${escape(frame.styleUri)}">
<title>${escape(title)}</title>
</head>
<body class="${frame.location}">
<main id="${id}">${content}</main>
<p id="announcement" role="status" class="unseen"></p>
<script nonce="${escape(frame.nonce)}" src="${escape(frame.scriptUri)}"></script>
</body>
</html>`;
}

/** Longer values aren't useful, and a page of a megabyte would be slow. */
const MOST_CHARACTERS = 1000;

/** For our own texts. */
export function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/**
 * For texts with content from outside: characters that change the text direction or are invisible could disguise the
 * text next to them.
 */
export function escapeOutside(text: string): string {
  const visible = text.slice(0, 4 * MOST_CHARACTERS).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
  const characters = Array.from(visible);
  return escape(characters.length > MOST_CHARACTERS ? `${characters.slice(0, MOST_CHARACTERS).join('')}…` : visible);
}

// Small icons next to a line. Screen readers skip them, because text next to each says the same.

const PATHS = {
  done: 'M3.5 8.5l3 3 6-7',
  attention: 'M8 3.5v5.5M8 11.5v1.200',
  failed: 'M4 4l8 8M12 4l-8 8',
  fact: 'M8 7.5v5M8 4v.2',
  unknown: 'M5.5 6.2a2.5 2.5 0 1 1 3.4 2.3c-.6.3-.9.7-.9 1.4M8 12.4v.2',
} as const;

export type Mark = keyof typeof PATHS;

export function mark(kind: Mark): string {
  return `<svg class="mark ${kind}" viewBox="0 0 16 16" aria-hidden="true"><path d="${PATHS[kind]}" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round"/></svg>`;
}

/** Animated by the style sheet, but not if reduced motion is preferred. */
export const SPINNER =
  '<svg class="mark running" viewBox="0 0 16 16" aria-hidden="true"><path d="M8 2a6 6 0 1 1-6 6" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round"/></svg>';
