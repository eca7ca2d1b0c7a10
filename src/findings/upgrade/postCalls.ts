// How a call of an older Agoras is called in Agoras 3.x, and what it then needs from its environment.
import { CREDENTIAL_VARIABLES, definitionsFor } from '../../agoras/flags';
import { publishCommand } from '../../agoras/publishCommand';
import { credentialFlag, updateWords } from '../../agoras/publishWords';
import { DEFAULT_VERSION, NETWORKS, type Network } from '../../agoras/target';

/** The module of Agoras 3.x, for `python -m`. */
export const MODULE = publishCommand({ version: DEFAULT_VERSION, networks: NETWORKS }).module;

/** What one call has told while it was rewritten. */
export interface RewrittenCall {
  readonly network: Network;
  /** It was given credentials as arguments: those have to come from the environment now. */
  readonly hadCredentials: boolean;
}

/** Rewrites the words behind `agoras`; those of the calls that post are noted. */
export class CallRewriter {
  readonly calls: RewrittenCall[] = [];

  readonly update = (words: readonly string[]): readonly string[] | undefined => {
    const updated = updateWords(words, { style: 'network', credentials: [] });
    const network = networkIn(updated ?? []);
    // Of a network that nobody here knows, what it needs is not known either.
    if (updated === undefined || network === undefined) return undefined;
    const hadCredentials = words.some((word) => credentialFlag(word.split('=', 1)[0] ?? '') !== undefined);
    this.calls.push({ network, hadCredentials });
    return updated;
  };
}

function networkIn(words: readonly string[]): Network | undefined {
  return NETWORKS.find((network) => words.some((word, index) => word === network && words[index + 1] === 'post'));
}

/** What Agoras 3.x reads for a network. */
export function variablesFor(network: Network): readonly string[] {
  return definitionsFor({ version: DEFAULT_VERSION, networks: [network] }).map(({ environment }) => environment);
}

/** Whether a variable is one that Agoras 1.x alone reads. */
export function isOfGuide(name: string): boolean {
  return CREDENTIAL_VARIABLES.has(name) && !NETWORKS.some((network) => variablesFor(network).includes(name));
}

/** The network that a variable belongs to, by the name that it begins with. */
export function networkOfVariable(name: string): Network | undefined {
  return NETWORKS.find((network) => name.startsWith(`${network.toUpperCase()}_`));
}
