// Makes an installed Agoras log in with credentials, in an otherwise empty environment, and keeps no output.
import { flagsFor, type FlagValues } from '../../agoras/flags';
import {
  loginArguments,
  loginEnvironment,
  parseLogin,
  type LoginAnswer,
  type LoginProof,
} from '../../agoras/loginProof';
import type { Network, Target } from '../../agoras/target';
import { err, ok, type Cancelled, type Outcome } from '../../base/outcome';
import type { AgorasProblem, FileProblem } from '../../messages/failures/failureKinds';
import type { LocatedAgoras } from './installedAgoras';
import { withLoginFolder } from './loginFolder';
import { programProblem } from './programProblem';
import { runProgram } from './programs';

/** Long enough for two calls to Facebook, each with a retry, over a slow connection. */
const TIMEOUT_MILLISECONDS = 60_000;

export interface NetworkLogin {
  readonly network: Network;
  readonly answer: LoginAnswer;
}

interface LoginOptions {
  readonly signal: AbortSignal;
  /** Per network. */
  readonly timeoutMilliseconds?: number;
}

type LoggedIn<T> = Promise<Outcome<T, AgorasProblem | FileProblem | Cancelled>>;

/** Logs in once per network, with the values that are written for it. */
export function logInWithAgoras(
  located: LocatedAgoras,
  proof: LoginProof,
  networks: readonly Network[],
  values: FlagValues,
  options: LoginOptions,
): LoggedIn<readonly NetworkLogin[]> {
  return withLoginFolder(async (folder) => {
    const logins: NetworkLogin[] = [];
    for (const network of networks) {
      const answer = await logIn(located, proof, network, values, folder, options);
      if (!answer.ok) return answer;
      logins.push({ network, answer: answer.value });
    }
    return ok(logins);
  });
}

async function logIn(
  { agoras, file }: LocatedAgoras,
  proof: LoginProof,
  network: Network,
  values: FlagValues,
  folder: string,
  { signal, timeoutMilliseconds = TIMEOUT_MILLISECONDS }: LoginOptions,
): LoggedIn<LoginAnswer> {
  const target: Target = { version: agoras.version, networks: [network] };
  const variables = flagsFor(target, values).map(
    ({ environment, value }) => [environment, typeof value === 'string' ? value : value.reveal()] as const,
  );
  const place = { platform: process.platform, env: process.env, folder };
  const objectId = network === 'instagram' ? values.objectId : values.pageId;
  const running = {
    timeoutMilliseconds,
    signal,
    env: loginEnvironment(agoras, place, Object.fromEntries(variables)),
    cwd: folder,
  };
  const answer = await runProgram(file, loginArguments(proof, network, objectId), running);
  if (answer.kind === 'exited') return ok(parseLogin(proof, network, answer));
  return answer.kind === 'cut'
    ? ok({ kind: 'unknown', exitCode: undefined })
    : err(programProblem(answer, file, running));
}
