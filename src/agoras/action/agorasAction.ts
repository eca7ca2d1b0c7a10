// The GitHub action that runs Agoras, as the `uses:` line of a workflow step names it. Sources: action.yml of
// LuisAlejandro/agoras-actions at 1.1.3, 2.0.0, 2.0.5, 2.1.0 and 2.1.1; each release of the action pins the Agoras
// release of the same number.
import { POST_PARTS, type PostPart } from '../publishCommand';
import { ALL_FLAGS } from '../flags';
import type { AgorasVersion } from '../target';

const USES = /^luisalejandro\/agoras-actions@(\S+)$/i;

/** Commits that this extension writes, or that people pin, and the release that each one is. */
const COMMITS: Readonly<Record<string, string>> = {
  '0aa89bebde206ac00db7b5d11468a4da8a7989a7': '1.1.3',
  d6eb94bfbaf1668368a5758c2896a95e1cbc8937: '2.1.1',
};

/** The Agoras that the action runs; `version` is undefined if the step names a branch or an unknown commit. */
export interface AgorasAction {
  readonly version: AgorasVersion | undefined;
}

/**
 * `comment`: the comment on the same line, where people note the release behind a pinned commit. Undefined for any
 * other action.
 */
export function agorasAction(uses: string, comment: string): AgorasAction | undefined {
  const [, ref] = USES.exec(uses) ?? [];
  if (ref === undefined) return undefined;
  const isCommit = /^[\da-f]{40}$/i.test(ref);
  const named = COMMITS[ref.toLowerCase()] ?? (isCommit ? comment.replace(/^#\s*/, '') : ref);
  return { version: versionOfRelease(named) };
}

/** Accepts `1.1.3`, `v2` and the like. 1.1.6 counts as 2.x because it has the commands of 2.x. */
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

/** Inputs for Instagram and Facebook posts that every 2.x release has and 1.x doesn't have. */
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

/** Whether the input belongs to another version: this one has dropped it, or doesn't have it yet. */
export function isInputOfOther(input: string, version: AgorasVersion): boolean {
  switch (version) {
    case '1.x':
      return INPUTS_OF_2X.has(input);
    case '2.x':
    case '3.x':
      return INPUTS_OF_1X.has(input);
  }
}

/**
 * The name of a post input in an action of this version; undefined if it isn't a post input or already has that name.
 */
export function renamedInput(input: string, version: AgorasVersion): string | undefined {
  const part = partOfInput(input);
  if (part === undefined) return undefined;
  const name = nameOf(part, version === '1.x' ? 'publish' : 'network');
  return name === input ? undefined : name;
}

/** The part of a post that an input stands for, under its 1.x or its 2.x name. */
export function partOfInput(input: string): PostPart | undefined {
  return POST_PARTS.find((part) => nameOf(part, 'publish') === input || nameOf(part, 'network') === input);
}

function nameOf({ flags }: PostPart, style: 'publish' | 'network'): string {
  return flags[style][0].slice(2);
}

const VARIABLES: ReadonlyMap<string, string> = new Map(
  ALL_FLAGS.map(({ environment }) => [environment.toLowerCase().replaceAll('_', '-'), environment]),
);

/** The Agoras environment variable that an input sets. */
export function variableOfInput(input: string): string | undefined {
  return VARIABLES.get(input);
}
