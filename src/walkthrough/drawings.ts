// The screens that a person meets, drawn with what matters on them and nothing else. A ring marks where to click.
import * as l10n from '@vscode/l10n';
import type { WalkthroughStepId } from './webviewProtocol';
import { arrow, badge, bar, box, button, entry, field, frame, ring, text, tick, type Drawing } from './shapes';

const DOTS = '••••••••';

/** What a step looks like. */
export const STEP_DRAWINGS: Readonly<Record<WalkthroughStepId, () => readonly Drawing[]>> = {
  link: () => [linkedAccounts()],
  app: () => [createApp(), appSettings()],
  token: () => [explorer()],
  exchange: () => [exchange()],
  account: () => [account()],
  page: () => [pageList()],
  flags: () => [objectIds()],
  verified: () => [proof()],
  written: () => [dotenv()],
};

export function linkedAccounts(): Drawing {
  return {
    title: l10n.t('The Linked Accounts page of the settings: the Connect button beside Instagram is marked.'),
    height: 138,
    shapes: [
      frame(l10n.t('Settings'), 138),
      bar(12, 40, 74),
      bar(12, 58, 60),
      text(12, 82, l10n.t('Linked Accounts'), { isBold: true }),
      bar(12, 94, 68),
      bar(12, 112, 52),
      '<path d="M112.5 25V138" stroke="currentColor" stroke-opacity=".25"/>',
      box(124, 40, 184, 48),
      text(134, 60, 'Instagram', { isBold: true }),
      bar(134, 70, 60),
      button(222, 53, 76, l10n.t('Connect')),
      ring(217, 48, 86, 32),
      box(124, 98, 184, 28),
      bar(134, 109, 90),
    ],
  };
}

function createApp(): Drawing {
  return {
    title: l10n.t('The Create an App page: the type “None” is chosen, and the Create App button is marked.'),
    height: 142,
    shapes: [
      frame(l10n.t('Create an App'), 142),
      '<circle cx="20" cy="44" r="5.5" fill="none" stroke="currentColor" stroke-opacity=".6"/>',
      bar(34, 41, 120),
      '<circle cx="20" cy="68" r="5.5" fill="none" stroke="currentColor"/><circle cx="20" cy="68" r="2.8"/>',
      text(34, 72, l10n.t('None'), { isBold: true }),
      field(12, 96, 150, l10n.t('App name'), l10n.t('My app')),
      button(196, 101, 108, l10n.t('Create App')),
      ring(191, 96, 118, 32),
    ],
  };
}

export function appSettings(): Drawing {
  return {
    title: l10n.t('The basic settings of an app: App ID, and App Secret with its Show button marked.'),
    height: 124,
    shapes: [
      frame(l10n.t('App settings > Basic'), 124),
      field(12, 46, 128, l10n.t('App ID'), '1234567890123456'),
      field(156, 46, 86, l10n.t('App Secret'), DOTS),
      button(254, 50, 54, l10n.t('Show')),
      ring(250, 45, 62, 32),
      bar(12, 92, 100),
      bar(156, 92, 120),
      bar(12, 106, 80),
    ],
  };
}

export function explorer(): Drawing {
  return {
    title: l10n.t(
      'The Graph API Explorer: 1, your app and “User Token”; 2, the permissions; 3, the Generate Access Token button.',
    ),
    height: 226,
    shapes: [
      frame('Graph API Explorer', 226),
      box(12, 36, 116, 178),
      bar(22, 48, 90),
      bar(22, 64, 70),
      bar(22, 80, 82),
      bar(22, 96, 50),
      badge(151, 55, 1),
      field(168, 40, 140, l10n.t('Meta App'), l10n.t('My app')),
      field(168, 80, 140, l10n.t('User or Page'), l10n.t('User Token')),
      badge(151, 139, 2),
      text(168, 121, l10n.t('Permissions'), { isQuiet: true }),
      box(168, 126, 140, 44),
      text(175, 142, 'pages_show_list'),
      text(175, 159, 'instagram_basic …'),
      badge(151, 194, 3),
      button(168, 183, 140, l10n.t('Generate Access Token')),
      ring(163, 178, 150, 32),
    ],
  };
}

function exchange(): Drawing {
  return {
    title: l10n.t('A token that lives one to two hours becomes one that lives 60 days.'),
    height: 74,
    shapes: [
      box(0.5, 8, 124, 58, 6),
      text(62, 32, DOTS, { anchor: 'middle' }),
      text(62, 52, l10n.t('1 to 2 hours'), { anchor: 'middle', isBold: true }),
      arrow(138, 37, 44),
      box(195.5, 8, 124, 58, 6),
      text(257, 32, DOTS, { anchor: 'middle' }),
      text(257, 52, l10n.t('60 days'), { anchor: 'middle', isBold: true }),
    ],
  };
}

function account(): Drawing {
  return {
    title: l10n.t('The token leads to a person with a name and an account ID.'),
    height: 74,
    shapes: [
      box(0.5, 8, 84, 58, 6),
      text(42, 41, DOTS, { anchor: 'middle' }),
      arrow(96, 37, 40),
      box(147.5, 8, 172, 58, 6),
      '<circle cx="176" cy="30" r="8" opacity=".5"/><path d="M161 56c0-20 30-20 30 0z" opacity=".5"/>',
      text(206, 32, l10n.t('Your name'), { isBold: true }),
      text(206, 52, '10158000000000000', { isQuiet: true }),
    ],
  };
}

export function pageList(): Drawing {
  return quickInput(
    l10n.t('VS Code’s list of your Pages: the first one is marked.'),
    l10n.t('Choose the Page'),
    entry(62, l10n.t('My Page'), l10n.t('@my_instagram')),
    entry(102, l10n.t('Another Page'), l10n.t('@another')),
  );
}

function objectIds(): Drawing {
  return quickInput(
    l10n.t('VS Code’s list of object IDs: the Instagram account ID is marked.'),
    l10n.t('Which ID should Agoras use?'),
    entry(62, l10n.t('Instagram account ID'), '17841400000000000'),
    entry(102, l10n.t('Page ID'), '100000000000000'),
  );
}

function quickInput(title: string, question: string, marked: string, other: string): Drawing {
  return {
    title,
    height: 148,
    shapes: [
      frame(l10n.t('Get Instagram Credentials'), 148),
      box(10, 33, 300, 22),
      text(18, 48, question, { isQuiet: true }),
      '<rect x="8" y="63" width="304" height="36" rx="4" opacity=".12"/>',
      marked,
      other,
      ring(7, 62, 306, 38),
    ],
  };
}

function proof(): Drawing {
  const lines = [l10n.t('Token valid and of this app'), l10n.t('Never expires'), l10n.t('Publishing')];
  return {
    title: l10n.t('A list of checks, each with a tick.'),
    height: 92,
    shapes: [
      box(0.5, 0.5, 319, 91, 6),
      ...lines.flatMap((line, index) => [tick(16, 24 + 24 * index), text(36, 27 + 24 * index, line)]),
    ],
  };
}

export function dotenv(): Drawing {
  return {
    title: l10n.t('The .env file with the access token, covered, and the object ID.'),
    height: 92,
    shapes: [
      frame('.env', 92),
      bar(12, 38, 130),
      text(12, 66, `INSTAGRAM_ACCESS_TOKEN=${DOTS}`),
      text(12, 82, 'INSTAGRAM_OBJECT_ID=17841400000000000'),
    ],
  };
}
