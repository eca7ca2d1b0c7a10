// Who and what exists in the sandbox. Everything is invented; only the format of the numbers is Facebook's.

export interface App {
  readonly id: string;
  readonly secret: string;
  readonly name: string;
  /** "Require App Secret": every call with a user or Page token must carry appsecret_proof. */
  readonly requiresProof: boolean;
  /** "Valid OAuth Redirect URIs". A path alone means one of Facebook's own pages. */
  readonly redirectUris: readonly string[];
  /** No longer in development mode. */
  readonly isLive: boolean;
  /** People whose user token may query /debug_token about this app's tokens. */
  readonly ownerIds: readonly string[];
  readonly login: Login;
  /** The permissions added in the dashboard, besides public_profile; all permissions if not given. */
  readonly permissions?: readonly string[];
  /** The people listed under "App roles"; everybody if not given. */
  readonly roleIds?: readonly string[];
  /** Switched off by its developer or by Meta. */
  readonly isOff?: boolean;
}

/**
 * Which kind of login the app has. The one for businesses takes a configuration, and usually permissions as well.
 * https://developers.facebook.com/docs/facebook-login/facebook-login-for-business
 */
type Login =
  | { readonly kind: 'classic' }
  | {
      readonly kind: 'business';
      readonly takesScope: boolean;
      readonly configurations: readonly Configuration[];
    };

export interface Configuration {
  readonly id: string;
  readonly permissions: readonly string[];
  /** Whose token the login yields. */
  readonly tokenOf: 'user' | 'systemUser';
}

export interface Instagram {
  readonly id: string;
  readonly username: string;
  readonly name: string;
}

export interface Business {
  readonly id: string;
  readonly name: string;
}

export interface Page {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  /** What the person may do on the Page: https://developers.facebook.com/docs/pages-api/overview#tasks */
  readonly tasks: readonly string[];
  /** The linked Instagram professional account. */
  readonly instagram?: Instagram;
  /** The portfolio that the Page belongs to, and how. */
  readonly portfolio?: {
    readonly business: Business;
    readonly edge: 'owned_pages' | 'client_pages';
    /** Whether the person's role comes from the portfolio, not from the Page itself. */
    readonly givesRole?: boolean;
  };
}

export interface Person<P extends readonly Page[] = readonly Page[]> {
  readonly id: string;
  readonly name: string;
  readonly pages: P;
  /** What the person ticks in the login dialog unless a test says otherwise. */
  readonly ticks: 'all' | readonly string[];
}

const everyTask = ['ADVERTISE', 'ANALYZE', 'CREATE_CONTENT', 'MESSAGING', 'MODERATE', 'MANAGE'];
const mayWrite = ['ADVERTISE', 'ANALYZE', 'CREATE_CONTENT', 'MESSAGING', 'MODERATE'];

const studio: Business = { id: '617204488130275', name: 'Vera Novák Holding' };
const agency: Business = { id: '702911563384190', name: 'Łódź Media Agency' };

/** The Pages that tests refer to by name. */
export const pages = {
  adaInstagram: {
    id: '104837261950483',
    name: 'Café Lovelace',
    category: 'Coffee shop',
    tasks: everyTask,
    instagram: { id: '17841405822304914', username: 'cafe.lovelace', name: 'Café Lovelace' },
  },
  adaPlain: {
    id: '118290467315502',
    name: 'Analytical Engines & Sons',
    category: 'Machine shop',
    tasks: everyTask,
  },
  adaAnalyst: {
    id: '102771839460217',
    name: 'Punched Card Museum 🎉',
    category: 'Museum',
    tasks: ['ANALYZE'],
    instagram: { id: '17841447190236658', username: 'punchedcards', name: 'Punched Card Museum' },
  },
  grace: {
    id: '110563920847716',
    name: 'Hopper Harbour',
    category: 'Marina',
    tasks: mayWrite,
    instagram: { id: '17841400916273845', username: 'hopperharbour', name: 'Hopper Harbour' },
  },
  paul: { id: '109384756201938', name: 'Bäckerei Müller', category: 'Bakery', tasks: everyTask },
  irisTicked: { id: '105528193746602', name: 'Iris Garden Notes', category: 'Blogger', tasks: everyTask },
  irisUnticked: {
    id: '113947205586131',
    name: 'Atelier Íris',
    category: 'Art gallery',
    tasks: everyTask,
    instagram: { id: '17841461038527794', username: 'atelier.iris', name: 'Atelier Íris' },
  },
  vera: {
    id: '107716430928855',
    name: 'Nová Vlna Records',
    category: 'Record label',
    tasks: everyTask,
    instagram: { id: '17841453660718209', username: 'novavlnarecords', name: 'Nová Vlna' },
    portfolio: { business: studio, edge: 'owned_pages' },
  },
  clara: {
    id: '116208374915540',
    name: 'Piernikarnia Łódź',
    category: 'Confectionery',
    tasks: mayWrite,
    instagram: { id: '17841438274906153', username: 'piernikarnia', name: 'Piernikarnia' },
    portfolio: { business: agency, edge: 'client_pages' },
  },
  petra: {
    id: '119460582713349',
    name: 'Čajovna U Petry',
    category: 'Tea room',
    tasks: mayWrite,
    instagram: { id: '17841429615083472', username: 'cajovna.petra', name: 'Čajovna U Petry' },
    portfolio: { business: agency, edge: 'client_pages', givesRole: true },
  },
} as const satisfies Record<string, Page>;

/**
 * The many Pages of one company. Every tenth is linked to an Instagram account, starting with the fourth, so that the
 * first result page already has some. `series` gives two companies different IDs.
 */
function branches(count: number, series: number): readonly Page[] {
  const places = ['Oslo', 'Zürich', 'São Paulo', 'Kraków', 'Malmö', 'Nîmes', 'Düsseldorf', 'Cork', 'Gdańsk', 'Évora'];
  const trades = ['Bikes', 'Books & More', 'Records', 'Yoga', 'Tea House', 'Ceramics', 'Cinema', 'Bakery', 'Surf Club'];
  return Array.from({ length: count }, (_, index) => {
    const place = places[index % places.length] ?? '';
    const trade = trades[index % trades.length] ?? '';
    const page: Page = {
      id: String(series * 1_000_000_000_000 + index * 7_919),
      name: `${trade} ${place} ${index + 1}`,
      category: 'Local business',
      tasks: everyTask,
    };
    if (index % 10 !== 3) return page;
    const username = `branch.${index + 1}`;
    return {
      ...page,
      instagram: {
        id: `17841${series * 3_000_000_000 + 100_000_000_000 + index * 104_729}`,
        username,
        name: page.name,
      },
    };
  });
}

export const people = {
  /** Three Pages: linked and writable; not linked; linked but for analysis only (no access_token). */
  ada: {
    id: '122093847561028374',
    name: 'Ada Lovelace',
    pages: [pages.adaInstagram, pages.adaPlain, pages.adaAnalyst],
    ticks: 'all',
  },
  /** Exactly one Page, linked: nothing to choose. */
  grace: { id: '10229384756102938', name: 'Grace Hopper', pages: [pages.grace], ticks: [pages.grace.id] },
  /** Exactly one Page, without an Instagram account. */
  paul: { id: '10218273645546372', name: 'Paul Müller', pages: [pages.paul], ticks: 'all' },
  /** Two Pages; the linked one was not ticked in the login dialog. */
  iris: {
    id: '10230495867213049',
    name: 'Iris Conceição',
    pages: [pages.irisTicked, pages.irisUnticked],
    ticks: [pages.irisTicked.id],
  },
  /** 230 Pages: three result pages with the largest limit, ten with the default one. */
  many: { id: '10207162534435261', name: 'Manyara Okafor', pages: branches(230, 121), ticks: 'all' },
  /** 10,000 Pages: an agency. */
  agency: { id: '10208273645546990', name: 'Agatha Agency', pages: branches(10_000, 141), ticks: 'all' },
  /** No Pages. */
  nobody: { id: '10206051423324150', name: 'Noel Nobody', pages: [], ticks: 'all' },
  /** Her Page is owned by a business portfolio: not listed without business_management. */
  vera: { id: '10241506978324150', name: 'Věra Nováková', pages: [pages.vera], ticks: [pages.vera.id] },
  /** Like Vera, but the portfolio is an agency's and the Page is its client's. */
  clara: { id: '10252617089435261', name: 'Klara Wójcik', pages: [pages.clara], ticks: [pages.clara.id] },
  /** Her role on the Page comes from its portfolio: without ads_read, its Instagram account is hidden. */
  petra: { id: '10263728190546372', name: 'Petra Dvořáková', pages: [pages.petra], ticks: [pages.petra.id] },
  /** Not a person: the system user of the portfolio that owns Vera's Page. */
  robot: { id: '61559483027164', name: 'Holding Publisher', pages: [pages.vera], ticks: [pages.vera.id] },
} as const satisfies Record<string, Person>;

export type PersonName = keyof typeof people;

const classic = { kind: 'classic' } as const;

/** Login for Business without a configuration: permissions are requested one by one. */
const byScope = { kind: 'business', takesScope: true, configurations: [] } as const;

/**
 * The permissions of the use case "Manage messaging & content on Instagram": what publishing needs, and what makes a
 * portfolio's Pages and accounts visible.
 * https://developers.facebook.com/docs/development/create-an-app/use-cases-permission-mapping
 */
const ofInstagramUseCase = [
  'pages_show_list',
  'pages_read_engagement',
  'instagram_basic',
  'instagram_content_publish',
  'business_management',
  'ads_read',
] as const;

/** An app of Ada's in development, whose redirects may end on Facebook's own page. */
function ofAda(id: string, secret: string, name: string) {
  return {
    id,
    secret,
    name,
    requiresProof: false,
    redirectUris: ['/connect/login_success.html'],
    isLive: false,
    ownerIds: [people.ada.id],
  } as const;
}

export const apps = {
  /** The app for trying things out by hand; Ada owns it. */
  demo: {
    id: '874310265938217',
    secret: '3f9c1d7ab2e84605c8d94f1706ea52b3',
    name: 'Agoras Demo',
    requiresProof: false,
    redirectUris: ['/connect/login_success.html', 'https://agoras.invalid/signed-in'],
    isLive: false,
    ownerIds: [people.ada.id],
    login: classic,
  },
  /** Another app of Ada's: its tokens don't match the demo app's secret. */
  other: {
    id: '1290837465019283',
    secret: 'b04e6f2918d7c35aa1f08e4d6c97253e',
    name: 'Another App',
    requiresProof: false,
    redirectUris: [],
    isLive: true,
    ownerIds: [people.ada.id],
    login: classic,
  },
  /** "Require App Secret" is on. */
  proof: {
    id: '560192837465102',
    secret: '7e15d0c8a9b3462fe46d81c05f2b937a',
    name: 'Guarded App',
    requiresProof: true,
    redirectUris: ['https://agoras.invalid/signed-in'],
    isLive: true,
    ownerIds: [people.ada.id],
    login: classic,
  },
  /** The Graph API Explorer's own app: people get its tokens when they forget to choose their own app there. */
  explorer: {
    id: '145634995501895',
    secret: 'd2a7409e5b1c8f36e07d94ab35c16f82',
    name: 'Graph API Explorer',
    requiresProof: false,
    redirectUris: [],
    isLive: true,
    ownerIds: [],
    login: classic,
  },
  /** Created for Instagram, with every permission added that publishing can need there. */
  useCase: {
    ...ofAda('905172634481026', 'a41c7e93d05b26f8817e3fb9d2640c5a', 'Use Case App'),
    login: byScope,
    permissions: ofInstagramUseCase,
  },
  /** Like `useCase`, with "Manage everything on your Page" as a second use case. */
  twoUseCases: {
    ...ofAda('917283640592137', '5c0e82d7f3194ab6b7d20e65c98f13d4', 'Two Use Cases App'),
    login: byScope,
    permissions: [...ofInstagramUseCase, 'pages_manage_engagement', 'pages_manage_posts', 'pages_read_user_content'],
  },
  /** Created for Instagram, but its permissions were never added. */
  useCaseBare: {
    ...ofAda('928394751603248', 'e7d91b40c2a65f83904db17e3ac82f65', 'Bare Use Case App'),
    login: byScope,
    permissions: [],
  },
  /** Login for Business that uses only configurations. */
  businessLogin: {
    ...ofAda('939405862714359', '18f6c3ae7b02d945e63fa08d1c57b924', 'Business Login App'),
    login: {
      kind: 'business',
      takesScope: false,
      configurations: [
        { id: '1203948576120394', permissions: ofInstagramUseCase, tokenOf: 'user' },
        { id: '1314059687231405', permissions: ofInstagramUseCase, tokenOf: 'systemUser' },
      ],
    },
  },
  /** Login for Business that accepts permissions, too. */
  businessLoginWithScope: {
    ...ofAda('940516973825460', 'c92ab5e0d14f6738a5e17c3f08d6b24e', 'Business Login App with Scope'),
    login: {
      kind: 'business',
      takesScope: true,
      configurations: [{ id: '1425160798342516', permissions: ofInstagramUseCase, tokenOf: 'user' }],
    },
  },
  /** An older app, of the type "None". */
  typeNone: { ...ofAda('951627084936571', '60d7f2b8e3c1594a9f02d6b7e81c3a45', 'Older App'), login: classic },
  /** Of the type "Consumer", which has no access to Pages. */
  consumer: {
    ...ofAda('962738195047682', 'b3e84c16f90d27a5d86e1f3b04c97a52', 'Consumer App'),
    login: classic,
    permissions: ['email'],
  },
  /** Published. People without a role on it would need more than its standard access. */
  live: {
    ...ofAda('973849206158793', '27c5e9f1a08b43d6b91f7e20d3c84a6e', 'Live App'),
    isLive: true,
    redirectUris: ['/connect/login_success.html', 'https://agoras.invalid/signed-in'],
    login: byScope,
    permissions: ofInstagramUseCase,
    roleIds: [people.ada.id],
  },
  /** In development, by somebody who has given nobody else a role. */
  strangers: {
    ...ofAda('984950317269804', 'f18a63d4c7e20b95a62d9f0c7b31e8d4', 'Stranger’s App'),
    ownerIds: [],
    login: byScope,
    roleIds: [],
  },
  /** Switched off. */
  off: {
    ...ofAda('996061428370915', '8b2d70e5f6a91c34e57b3d0ac48f6192', 'Switched-off App'),
    login: byScope,
    isOff: true,
  },
} as const satisfies Record<string, App>;

export type AppName = keyof typeof apps;

const appsById = new Map<string, App>(Object.values(apps).map((app) => [app.id, app]));

export function findApp(id: string): App | undefined {
  return appsById.get(id);
}

/** The portfolios that a person works in: those that hold one of the person's Pages. */
export function businessesOf(person: Person): readonly Business[] {
  return person.pages.flatMap((page) => (page.portfolio ? [page.portfolio.business] : []));
}
