// Rewrites calls of an older Agoras for Agoras 3.x, and finds out what they then need from the environment.
import { CREDENTIAL_VARIABLES, definitionsFor } from '../../agoras/flags';
import { publishCommand } from '../../agoras/publishCommand';
import { credentialFlag, updateWords } from '../../agoras/publishWords';
import { DEFAULT_VERSION, NETWORKS, type Network } from '../../agoras/target';

/** The module of Agoras 3.x, for `python -m`. */
export const MODULE = publishCommand({ version: DEFAULT_VERSION, networks: NETWORKS }).module;

/** What was learned about a call while rewriting it. */
export interface RewrittenCall {
  readonly network: Network;
  /** It passed credentials as arguments, which now have to come from the environment. */
  readonly hadCredentials: boolean;
}

/** Rewrites the words after `agoras`, and keeps a list of the calls that post. */
export class CallRewriter {
  readonly calls: RewrittenCall[] = [];

  readonly update = (words: readonly string[]): readonly string[] | undefined => {
    const updated = updateWords(words, { style: 'network', credentials: [] });
    const network = networkIn(updated ?? []);
    // For an unknown network it isn't known what the call would need.
    if (updated === undefined || network === undefined) return undefined;
    const hadCredentials = words.some((word) => credentialFlag(word.split('=', 1)[0] ?? '') !== undefined);
    this.calls.push({ network, hadCredentials });
    return updated;
  };
}

function networkIn(words: readonly string[]): Network | undefined {
  return NETWORKS.find((network) => words.some((word, index) => word === network && words[index + 1] === 'post'));
}

/** The variables that Agoras 3.x reads for a network. */
export function variablesFor(network: Network): readonly string[] {
  return definitionsFor({ version: DEFAULT_VERSION, networks: [network] }).map(({ environment }) => environment);
}

/** Whether a variable is only read by Agoras 1.x. */
export function isOfGuide(name: string): boolean {
  return CREDENTIAL_VARIABLES.has(name) && !NETWORKS.some((network) => variablesFor(network).includes(name));
}

/** The network that a variable belongs to, judged by its prefix. */
export function networkOfVariable(name: string): Network | undefined {
  return NETWORKS.find((network) => name.startsWith(`${network.toUpperCase()}_`));
}
