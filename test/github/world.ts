// Who and what there is on the stand-in's GitHub, and what becomes of the secrets that it is sent.
import { randomBytes } from 'node:crypto';
import sodium from 'libsodium-wrappers';

/** How a repository treats Ada: see the refusals in `answer.ts`. Grace may do what she likes wherever Ada sees nothing. */
export type Access = 'write' | 'readOnly' | 'hidden' | 'singleSignOn' | 'closed' | 'renamed';

export type Person = 'ada' | 'grace';

/** Of an OAuth app, as VS Code has one. */
export interface Session {
  readonly person: Person;
  /** The person was signed in at the organisation when the session began: it lets in no other. */
  readonly isSignedOn: boolean;
}

/** The secrets of a repository or of one of its environments, with the key pair for which they are encrypted. */
export interface Vault {
  readonly keyId: string;
  /** In Base64, as GitHub gives it. */
  readonly publicKey: string;
  /** The values, opened. */
  readonly secrets: Map<string, string>;
  /** The value in a sealed box; undefined when this vault's key does not open it. */
  readonly open: (encrypted: string) => string | undefined;
}

export interface Repository {
  readonly access: Access;
  readonly vault: Vault;
  readonly environments: Map<string, Vault>;
}

export interface World {
  /** By their tokens. */
  readonly sessions: Map<string, Session>;
  /** Whether the browser is signed in at the organisation that has a single sign-on. */
  isSignedOn: boolean;
  readonly repositories: ReadonlyMap<string, Repository>;
}

export const REPOSITORIES = {
  plain: 'ada/site',
  withEnvironments: 'ada/shop',
  withSecrets: 'ada/full',
  readOnly: 'grace/site',
  hidden: 'globex/site',
  singleSignOn: 'acme/site',
  closed: 'initech/site',
  renamed: 'ada/old-name',
} as const;

/** Where the organisation of the repository with a single sign-on has its own. */
export const SIGN_ON = 'https://github.com/orgs/acme/sso?authorization_request=AAAA';

export const ENVIRONMENTS = ['production', 'review app/1'] as const;

/** More than fit on one page of a list. */
export const OTHER_SECRETS = Array.from({ length: 120 }, (_, index) => `OTHER_${index}`);

export async function createWorld(): Promise<World> {
  await sodium.ready;
  const { plain, withEnvironments, withSecrets, readOnly, hidden, singleSignOn, closed, renamed } = REPOSITORIES;
  const repositories = new Map([
    [plain, repository('write')],
    [withEnvironments, repository('write', ENVIRONMENTS)],
    [withSecrets, repository('write', [], [...OTHER_SECRETS, 'INSTAGRAM_OBJECT_ID'])],
    [readOnly, repository('readOnly')],
    [hidden, repository('hidden')],
    [singleSignOn, repository('singleSignOn')],
    [closed, repository('closed')],
    [renamed, repository('renamed')],
  ]);
  return { sessions: new Map(), isSignedOn: false, repositories };
}

/** https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/ */
export function newToken(): string {
  return `gho_${randomBytes(27).toString('hex').slice(0, 36)}`;
}

function repository(access: Access, environments: readonly string[] = [], secrets: readonly string[] = []): Repository {
  return {
    access,
    vault: createVault(secrets),
    environments: new Map(environments.map((name) => [name, createVault()])),
  };
}

function createVault(names: readonly string[] = []): Vault {
  const { publicKey, privateKey } = sodium.crypto_box_keypair();
  return {
    keyId: String(randomBytes(6).readUIntBE(0, 6)),
    publicKey: Buffer.from(publicKey).toString('base64'),
    secrets: new Map(names.map((name) => [name, 'as it was'])),
    open: (encrypted) => {
      try {
        return sodium.crypto_box_seal_open(Buffer.from(encrypted, 'base64'), publicKey, privateKey, 'text');
      } catch {
        return undefined;
      }
    },
  };
}
