// The action that runs Agoras on GitHub, as a step of a workflow names it. Sources: action.yml of
// LuisAlejandro/agoras-actions at 1.1.3, 2.0.0, 2.0.5, 2.1.0 and 2.1.1; each release pins the Agoras of its number.
import type { PostPart } from '../publishCommand';
import { POST_PARTS } from '../publishCommand';
import { ALL_FLAGS } from '../flags';
import type { AgorasVersion } from '../target';

const USES = /^luisalejandro\/agoras-actions@(\S+)$/i;

/** Releases by the commits that the extension, or a person who pins, names. */
const COMMITS: Readonly<Record<string, string>> = {
  '0aa89bebde206ac00db7b5d11468a4da8a7989a7': '1.1.3',
  d6eb94bfbaf1668368a5758c2896a95e1cbc8937: '2.1.1',
};

/** The Agoras that an action runs; unknown where a branch or another commit is named. */
export interface AgorasAction {
  readonly version: AgorasVersion | undefined;
}

/** `comment`: behind it in the line, where people write which release a commit is. Undefined for another action. */
export function agorasAction(uses: string, comment: string): AgorasAction | undefined {
  const [, ref] = USES.exec(uses) ?? [];
  if (ref === undefined) return undefined;
  const isCommit = /^[\da-f]{40}$/i.test(ref);
  const named = COMMITS[ref.toLowerCase()] ?? (isCommit ? comment.replace(/^#\s*/, '') : ref);
  return { version: versionOfRelease(named) };
}

/** Of `1.1.3`, `v2` and the like. 1.1.6 has the commands of 2.x. */
export function versionOfRelease(release: string): AgorasVersion | undefined {
  const [, major, minor = '0', patch = '0'] = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?\b/.exec(release) ?? [];
  switch (major) {
    case '1':
      return Number(minor) > 1 || (minor === '1' && Number(patch) > 5) ? '2.x' : '1.x';
    case '2':
      return '2.x';
    case '3':
      return '3.x';
    default:
      return undefined;
  }
}

/** The inputs of 1.x that no release of 2.x has. GitHub drops an input that an action does not declare. */
const INPUTS_OF_1X: ReadonlySet<string> = new Set([
  'twitter-consumer-key',
  'twitter-consumer-secret',
  'twitter-oauth-token',
  'twitter-oauth-secret',
  'tweet-id',
  'facebook-access-token',
  'facebook-post-id',
  'facebook-profile-id',
  'instagram-access-token',
  'instagram-post-id',
  'linkedin-post-id',
  'status-text',
  'status-link',
  'status-image-url-1',
  'status-image-url-2',
  'status-image-url-3',
  'status-image-url-4',
  'google-sheets-client-email',
  'google-sheets-private-key',
  'google-sheets-id',
  'google-sheets-name',
]);

/** Those of every release of 2.x, for what Agoras posts on Instagram and Facebook, that 1.x does not have. */
const INPUTS_OF_2X: ReadonlySet<string> = new Set([
  'text',
  'link',
  'image-1',
  'image-2',
  'image-3',
  'image-4',
  'instagram-client-id',
  'instagram-client-secret',
  'instagram-refresh-token',
  'facebook-client-id',
  'facebook-client-secret',
  'facebook-refresh-token',
  'facebook-app-id',
]);

/** Whether an action of that version has dropped an input, or does not have it yet. */
export function isInputOfOther(input: string, version: AgorasVersion): boolean {
  switch (version) {
    case '1.x':
      return INPUTS_OF_2X.has(input);
    case '2.x':
    case '3.x':
      return INPUTS_OF_1X.has(input);
  }
}

/** What an input of a post is called in an action of that version; undefined where it is none, or is called so already. */
export function renamedInput(input: string, version: AgorasVersion): string | undefined {
  const part = partOfInput(input);
  if (part === undefined) return undefined;
  const name = nameOf(part, version === '1.x' ? 'publish' : 'network');
  return name === input ? undefined : name;
}

/** Which part of a post an input is, by the names of either. */
export function partOfInput(input: string): PostPart | undefined {
  return POST_PARTS.find((part) => nameOf(part, 'publish') === input || nameOf(part, 'network') === input);
}

function nameOf({ flags }: PostPart, style: 'publish' | 'network'): string {
  return flags[style][0].slice(2);
}

const VARIABLES: ReadonlyMap<string, string> = new Map(
  ALL_FLAGS.map(({ environment }) => [environment.toLowerCase().replaceAll('_', '-'), environment]),
);

/** The variable of Agoras that an input stands for. */
export function variableOfInput(input: string): string | undefined {
  return VARIABLES.get(input);
}
