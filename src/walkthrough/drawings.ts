// Simplified drawings of the screens that people see. A ring marks where to click.
import * as l10n from '@vscode/l10n';
import type { AppCase, WalkthroughStepId } from './webviewProtocol';
import {
  arrow,
  badge,
  bar,
  box,
  button,
  choice,
  entry,
  field,
  frame,
  ring,
  text,
  tick,
  wrapped,
  type Drawing,
} from './shapes';

const DOTS = '••••••••';

/** A picture of a step; `cases`: only shown for these ways to an app. */
export interface StepDrawing extends Drawing {
  readonly cases?: readonly AppCase[];
}

/** The pictures of each step. */
export const STEP_DRAWINGS: Readonly<Record<WalkthroughStepId, () => readonly StepDrawing[]>> = {
  link: () => [linkedAccounts()],
  app: () => [
    { ...useCase(), cases: ['useCases'] },
    { ...otherUseCase(), cases: ['other'] },
    { ...menus(), cases: ['ownUseCases', 'ownProducts'] },
    { ...permissions(), cases: ['useCases', 'ownUseCases'] },
    appSettings(),
  ],
  token: () => [loginDialog(), explorer()],
  exchange: () => [exchange()],
  account: () => [account()],
  page: () => [pageList()],
  flags: () => [objectIds()],
  verified: () => [proof()],
  written: () => [dotenv()],
};

export function linkedAccounts(): Drawing {
  return {
    title: l10n.t('The Linked accounts page of a Page’s settings: the Connect button beside Instagram is marked.'),
    height: 146,
    shapes: [
      frame(l10n.t('Settings & privacy > Settings'), 146),
      bar(12, 40, 74),
      bar(12, 58, 60),
      text(12, 82, l10n.t('Linked accounts'), { isBold: true }),
      bar(12, 94, 68),
      bar(12, 112, 52),
      '<path d="M138.5 25V146" stroke="currentColor" stroke-opacity=".25"/>',
      box(148, 36, 160, 64),
      text(158, 56, 'Instagram', { isBold: true }),
      button(158, 67, 84, l10n.t('Connect')),
      ring(153, 62, 94, 32),
      box(148, 108, 160, 26),
      bar(158, 118, 90),
    ],
  };
}

export function useCase(): Drawing {
  return {
    title: l10n.t(
      'The use cases of the Create App page: the one for messaging and content on Instagram is ticked and marked.',
    ),
    height: 142,
    shapes: [
      frame(`${l10n.t('Create App')} > ${l10n.t('Use cases')}`, 142),
      bar(12, 42, 70),
      bar(12, 62, 56),
      bar(12, 82, 76),
      bar(12, 102, 62),
      '<path d="M100.5 25V142" stroke="currentColor" stroke-opacity=".25"/>',
      box(114, 36, 194, 50),
      choice(124, 48, true),
      wrapped(144, 57, 24, l10n.t('Manage messaging & content on Instagram'), { isBold: true }),
      ring(110, 32, 202, 58),
      box(114, 98, 194, 32),
      choice(124, 108, false),
      bar(144, 111, 130),
    ],
  };
}

function otherUseCase(): Drawing {
  return {
    title: l10n.t('The Create App page where it still offers it: “Other” at the bottom of the use cases is marked.'),
    height: 152,
    shapes: [
      frame(`${l10n.t('Create App')} > ${l10n.t('Use cases')}`, 152),
      box(12, 36, 296, 26),
      choice(22, 43, false),
      bar(42, 46, 170),
      box(12, 68, 296, 26),
      choice(22, 75, false),
      bar(42, 78, 140),
      box(12, 104, 296, 28),
      choice(22, 112, true),
      text(42, 122, l10n.t('Other'), { isBold: true }),
      ring(8, 100, 304, 36),
    ],
  };
}

/** The two kinds of menus that an app may have. */
function menus(): Drawing {
  return {
    title: l10n.t('Two menus of the App Dashboard side by side: one shows “Use cases”, the older one “Products”.'),
    height: 126,
    shapes: [...menu(0.5, l10n.t('Use cases')), ...menu(170.5, l10n.t('Products'))],
  };
}

function menu(x: number, marked: string): string[] {
  return [
    box(x, 0.5, 149, 125, 6),
    bar(x + 14, 18, 70),
    text(x + 14, 51, marked, { isBold: true }),
    ring(x + 6, 35, 128, 26),
    bar(x + 14, 76, 84),
    bar(x + 14, 95, 62),
  ];
}

export function permissions(): Drawing {
  return {
    title: l10n.t(
      'The permissions of a use case: two are ready for testing, and the Add button beside the third is marked.',
    ),
    height: 146,
    shapes: [
      frame(`${l10n.t('Customize')} > ${l10n.t('Permissions and features')}`, 146),
      ...permission(36, 'instagram_basic', true),
      ...permission(68, 'pages_show_list', true),
      ...permission(100, 'instagram_content_publish', false),
      ring(227, 95, 82, 32),
    ],
  };
}

function permission(y: number, name: string, isAdded: boolean): string[] {
  return [
    text(12, y + 15, name),
    ...(isAdded
      ? [tick(188, y + 11), text(202, y + 15, l10n.t('Ready for testing'), { isQuiet: true })]
      : [button(232, y, 72, l10n.t('Add'))]),
    `<path d="M12 ${y + 27}.5H308" stroke="currentColor" stroke-opacity=".2"/>`,
  ];
}

function appSettings(): Drawing {
  return {
    title: l10n.t('The basic settings of an app: the App ID, and the App Secret with its Show button marked.'),
    height: 140,
    shapes: [
      frame(l10n.t('App settings > Basic'), 140),
      field(12, 46, 128, l10n.t('App ID'), '1234567890123456'),
      field(12, 92, 128, l10n.t('App Secret'), DOTS),
      button(152, 96, 74, l10n.t('Show')),
      ring(147, 91, 84, 32),
      bar(180, 54, 110),
      bar(180, 68, 84),
    ],
  };
}

export function explorer(): Drawing {
  return {
    title: l10n.t(
      'The Graph API Explorer: 1, your app; 2, Get User Access Token; 3, the permissions; 4, the Generate Access Token button.',
    ),
    height: 226,
    shapes: [
      frame('Graph API Explorer', 226),
      box(12, 36, 46, 178),
      bar(19, 48, 32),
      bar(19, 64, 24),
      bar(19, 80, 30),
      badge(75, 55, 1),
      field(92, 40, 216, l10n.t('Meta App'), l10n.t('My app')),
      badge(75, 95, 2),
      field(92, 80, 216, l10n.t('User or Page'), l10n.t('Get User Access Token')),
      badge(75, 147, 3),
      text(92, 121, l10n.t('Permissions'), { isQuiet: true }),
      box(92, 126, 216, 44),
      text(99, 142, 'pages_show_list'),
      text(99, 159, 'instagram_basic …'),
      badge(75, 194, 4),
      button(92, 183, 216, l10n.t('Generate Access Token')),
      ring(87, 178, 226, 32),
    ],
  };
}

function loginDialog(): Drawing {
  return {
    title: l10n.t(
      'Facebook’s dialog: your Page and your Instagram account are ticked, and “Edit settings” is marked, for when you have signed in before.',
    ),
    height: 152,
    shapes: [
      frame('Facebook', 152),
      choice(16, 38, true),
      text(36, 47, l10n.t('My Page'), { isBold: true }),
      choice(16, 62, true),
      text(36, 71, l10n.t('@my_instagram'), { isBold: true }),
      choice(16, 86, false),
      bar(36, 89, 110),
      button(16, 112, 136, l10n.t('Edit settings')),
      ring(11, 107, 146, 32),
      button(172, 112, 136, l10n.t('Continue')),
    ],
  };
}

function exchange(): Drawing {
  return {
    title: l10n.t('A token that lasts one to two hours becomes one that lasts 60 days.'),
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
    title: l10n.t('The token identifies a person by name and account ID.'),
    height: 74,
    shapes: [
      box(0.5, 8, 84, 58, 6),
      text(42, 41, DOTS, { anchor: 'middle' }),
      arrow(96, 37, 40),
      box(147.5, 8, 172, 58, 6),
      '<circle cx="176" cy="30" r="8" opacity=".5"/><path d="M161 56c0-20 30-20 30 0z" opacity=".5"/>',
      text(206, 32, l10n.t('Your name'), { isBold: true }),
      text(206, 52, '101580000000000', { isQuiet: true }),
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

export function proof(): Drawing {
  const lines = [l10n.t('Valid token of this app'), l10n.t('Never expires'), l10n.t('Publishing')];
  return {
    title: l10n.t('A list of checks, each with a tick.'),
    height: 92,
    shapes: [
      box(0.5, 0.5, 319, 91, 6),
      ...lines.flatMap((line, index) => [tick(16, 24 + 24 * index), text(36, 27 + 24 * index, line)]),
    ],
  };
}

function dotenv(): Drawing {
  return {
    title: l10n.t('The .env file with the four variables that Agoras 2.x and 3.x read; the secret ones are covered.'),
    height: 124,
    shapes: [
      frame('.env', 124),
      bar(12, 38, 130),
      text(12, 66, 'INSTAGRAM_CLIENT_ID=1234567890'),
      text(12, 82, `INSTAGRAM_CLIENT_SECRET=${DOTS}`),
      text(12, 98, `INSTAGRAM_REFRESH_TOKEN=${DOTS}`),
      text(12, 114, 'INSTAGRAM_OBJECT_ID=17841400000000000'),
    ],
  };
}
