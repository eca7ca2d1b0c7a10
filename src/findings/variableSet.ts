// The Agoras variables that are set in one place, such as a .env or the `env` of a launch configuration, and what is
// wrong with them.
import { CREDENTIAL_VARIABLES, definitionsFor, SHOWN_VARIABLES } from '../agoras/flags';
import {
  DEFAULT_VERSION,
  NETWORKS,
  usesRefreshToken,
  type AgorasVersion,
  type Network,
  type Target,
} from '../agoras/target';
import { sanitizeLabel } from '../base/sanitize';
import type { UnixSeconds } from '../base/time';
import type { AccountRecord } from '../credentials/account';
import { endsOf, statusOfEnds } from '../credentials/expiry';
import type { TextEdit } from '../edits/textPlan';
import type { Fault, FilePlace, Finding, Remedy, Span } from './finding';
import type { KnownValue, KnownValues } from './knownValues';
import { lookOf, looksSecret } from './valueLooks';

export interface Variable {
  readonly name: string;
  readonly value: string;
  readonly nameSpan: Span;
  readonly valueSpan: Span;
}

export interface VariableSet {
  readonly place: FilePlace;
  readonly variables: readonly Variable[];
  /** Variables may also be set elsewhere, such as in an `envFile`, so missing ones are no fault. */
  readonly isPartial: boolean;
  /** Variables whose values are passed as arguments, so they aren't missing if they aren't set. */
  readonly passed?: ReadonlySet<string>;
  /** Agoras is started or mentioned in the same place. Otherwise the variables may belong to another program. */
  readonly isOfAgoras: boolean;
  /** The edits that remove a variable. */
  readonly removal: (variable: Variable) => readonly TextEdit[];
  /** The edits that change a variable's value. */
  readonly replacement: (variable: Variable, value: string) => readonly TextEdit[];
}

/** What findings are made with. */
export interface FindingContext {
  /** The Agoras version of the folder; undefined if none was chosen and none is installed. */
  readonly version: AgorasVersion | undefined;
  readonly known: KnownValues;
  readonly now: UnixSeconds;
  readonly warnDays: number;
}

export function findInVariables(set: VariableSet, context: FindingContext): Finding[] {
  if (!isOfAgoras(set, context.known)) return [];
  // If a name occurs twice, the last one counts.
  const effective = new Map(set.variables.map((variable) => [variable.name, variable]));
  const version = context.version ?? versionMeantBy(effective);
  return [
    ...[...effective.values()].flatMap((variable) => ofOtherVersion(set, variable, version)),
    ...NETWORKS.flatMap((network) => incomplete(set, effective, network, version)),
    ...NETWORKS.flatMap((network) => wrongObjectId(set, effective, network, version, context)),
    ...[...effective.values()].flatMap((variable) => endOfToken(variable, context)),
    ...[...effective.values()].flatMap((variable) => plainSecret(set, variable)),
  ]
    .map((found) => ({ ...found, remedies: found.remedies.filter(hasEffect) }))
    .sort((one, other) => one.start - other.start);
}

/** False for an edit that couldn't be made safely: then the person has to change the text. */
function hasEffect(remedy: Remedy): boolean {
  return remedy.kind !== 'edit' || remedy.edits.length > 0;
}

/** App ID and App Secret variables are also used by other programs; the object ID and refresh token only by Agoras. */
export function isOfAgoras({ isOfAgoras: isNamed, variables }: VariableSet, known: KnownValues): boolean {
  return (
    isNamed ||
    variables.some(({ name, value }) => /_(?:OBJECT_ID|REFRESH_TOKEN)$/.test(name) || known.find(value) !== undefined)
  );
}

/** The version to assume if none is known: one that reads the variables that are there. */
function versionMeantBy(effective: ReadonlyMap<string, Variable>): AgorasVersion {
  const isOfGuide = [...effective.keys()].some((name) => name.endsWith('_ACCESS_TOKEN'));
  const isOfOthers = [...effective.keys()].some((name) => name.endsWith('_REFRESH_TOKEN'));
  return isOfGuide && !isOfOthers ? '1.x' : DEFAULT_VERSION;
}

function finding({ start, end }: Span, fault: Fault, remedies: readonly Remedy[]): Finding {
  return { start, end, fault, remedies };
}

export function isFilled({ value }: Variable): boolean {
  return lookOf(value) !== 'placeholder';
}

/** A variable that isn't read for any network in this version. */
function ofOtherVersion(set: VariableSet, variable: Variable, version: AgorasVersion): Finding[] {
  const { name } = variable;
  if (!CREDENTIAL_VARIABLES.has(name) || !isFilled(variable)) return [];
  const isRead = definitionsFor({ version, networks: NETWORKS }).some(({ environment }) => environment === name);
  if (isRead) return [];
  const isReplaced = isComplete(set, networkOf(name), version);
  const rewrite: Remedy = { kind: 'command', command: 'writeFlags' };
  const remove: Remedy = { kind: 'edit', edits: set.removal(variable) };
  const fault: Fault = { kind: 'variableOfOtherVersion', variable: name, version };
  return [finding(variable.nameSpan, fault, isReplaced ? [remove] : [rewrite, remove])];
}

function networkOf(variable: string): Network {
  return variable.startsWith('FACEBOOK_') ? 'facebook' : 'instagram';
}

/** The variables that a network requires. Agoras 2.x and 3.x can look up the object ID, so it isn't required there. */
function neededFor(network: Network, version: AgorasVersion): readonly string[] {
  const names = definitionsFor({ version, networks: [network] }).map(({ environment }) => environment);
  return usesRefreshToken(version) ? names.filter((name) => !name.endsWith('_OBJECT_ID')) : names;
}

function isComplete(set: VariableSet, network: Network, version: AgorasVersion): boolean {
  const there = new Set(set.variables.filter(isFilled).map(({ name }) => name));
  return neededFor(network, version).every((name) => there.has(name));
}

function incomplete(
  set: VariableSet,
  effective: ReadonlyMap<string, Variable>,
  network: Network,
  version: AgorasVersion,
): Finding[] {
  if (set.isPartial) return [];
  const needed = neededFor(network, version).filter((name) => set.passed?.has(name) !== true);
  const there = needed.flatMap((name) => effective.get(name) ?? []);
  const filled = there.filter(isFilled);
  const [first] = filled;
  if (first === undefined || filled.length === needed.length) return [];
  const missing = needed.filter((name) => !filled.some((variable) => variable.name === name));
  const fault: Fault = { kind: 'incompleteSet', network, missing, version };
  return [finding(first.nameSpan, fault, [{ kind: 'command', command: 'writeFlags' }])];
}

function wrongObjectId(
  set: VariableSet,
  effective: ReadonlyMap<string, Variable>,
  network: Network,
  version: AgorasVersion,
  { known }: FindingContext,
): Finding[] {
  const object = effective.get(`${network.toUpperCase()}_OBJECT_ID`);
  if (object === undefined || !isFilled(object)) return [];
  const owners = known.all(object.value);
  const ofToken = tokenOwner(effective, network, known);
  if (ofToken !== undefined && !idsOf(ofToken).includes(object.value) && lookOf(object.value) !== 'reference') {
    const id = idFor(ofToken, network);
    const right = id === ofToken.page.id ? 'pageId' : 'instagramId';
    return [wrong(set, object, { kind: 'objectIdOfOther', page: nameOf(ofToken), right }, id)];
  }
  if (network !== 'instagram' || owners.some(({ role }) => role === 'instagramId')) return [];
  const page = owners.find(({ role }) => role === 'pageId');
  // The Agoras 1.x guide uses the Page ID, so the person may have chosen it.
  if (page === undefined || (version === '1.x' && page.account.objectId.kind === 'page')) return [];
  return [wrong(set, object, { kind: 'pageIdAsObjectId', page: nameOf(page.account) }, page.account.instagram?.id)];
}

function wrong(set: VariableSet, object: Variable, fault: Fault, right: string | undefined): Finding {
  const remedies: Remedy[] = right === undefined ? [] : [{ kind: 'edit', edits: set.replacement(object, right) }];
  return finding(object.valueSpan, fault, remedies);
}

/** The account that the token in this set belongs to. */
function tokenOwner(
  effective: ReadonlyMap<string, Variable>,
  network: Network,
  known: KnownValues,
): AccountRecord | undefined {
  for (const part of ['ACCESS_TOKEN', 'REFRESH_TOKEN']) {
    const token = effective.get(`${network.toUpperCase()}_${part}`);
    const owners = token === undefined ? [] : known.all(token.value);
    // A person's token works for all their Pages, so it doesn't identify one.
    const owner = owners.find(({ role }) => role === 'pageToken');
    if (owner !== undefined) return owner.account;
  }
  return undefined;
}

function idsOf({ instagram, page }: AccountRecord): readonly string[] {
  return instagram === undefined ? [page.id] : [instagram.id, page.id];
}

function idFor({ instagram, page }: AccountRecord, network: Network): string {
  return network === 'facebook' ? page.id : (instagram?.id ?? page.id);
}

function endOfToken({ name, value, valueSpan }: Variable, { known, now, warnDays }: FindingContext): Finding[] {
  if (!CREDENTIAL_VARIABLES.has(name)) return [];
  const token = known.all(value).find(({ role }) => role === 'pageToken' || role === 'userToken');
  if (token === undefined) return [];
  const fault = faultOfToken(token, warnDays, now);
  if (fault === undefined) return [];
  return [finding(valueSpan, fault, [{ kind: 'command', command: 'renewToken', account: token.account.id }])];
}

/** The expiry of this particular token and of data access; another token of the account may last longer. */
function faultOfToken({ account, role }: KnownValue, warnDays: number, now: UnixSeconds): Fault | undefined {
  const page = nameOf(account);
  const version = role === 'pageToken' ? '1.x' : '3.x';
  const target: Target = { version, networks: [role === 'pageToken' ? 'instagram' : 'facebook'] };
  const status = statusOfEnds(account, endsOf(account, [target]), warnDays, now);
  switch (status.kind) {
    case 'notValid':
      return { kind: 'deadToken', page };
    case 'expired':
      return { kind: 'endedToken', page, at: status.at };
    case 'expiresSoon':
      return { kind: 'endingToken', page, at: status.at };
    case 'expires':
    case 'never':
    case 'renewsItself':
    case 'unknown':
      return undefined;
  }
}

/** Secrets outside a .env. */
function plainSecret(set: VariableSet, variable: Variable): Finding[] {
  const { place } = set;
  const { name, value, valueSpan } = variable;
  if (place === 'dotenv' || !CREDENTIAL_VARIABLES.has(name) || SHOWN_VARIABLES.has(name)) return [];
  if (!looksSecret(value)) return [];
  const write: Remedy = { kind: 'command', command: 'writeFlags' };
  // The edit comes second: it removes the value, which may not exist anywhere else.
  return [
    finding(valueSpan, { kind: 'plainSecret', name }, [write, { kind: 'edit', edits: withoutSecret(set, variable) }]),
  ];
}

function withoutSecret(set: VariableSet, variable: Variable): readonly TextEdit[] {
  switch (set.place) {
    case 'workflow':
      return set.replacement(variable, `\${{ secrets.${variable.name} }}`);
    case 'script':
      return set.removal(variable);
    case 'dotenv':
    case 'launch':
    case 'tasks':
      return [];
  }
}

function nameOf({ page }: AccountRecord): string {
  return sanitizeLabel(page.name);
}
