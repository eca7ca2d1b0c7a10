import type { Dialog } from '../dialog';
import type { PostBoard } from '../posts';
import type { TokenTable } from '../tokens';

/** A request as the endpoints see it: what HTTP wraps around it is already off. */
export interface GraphRequest {
  /** What the call is meant as, which a POST can say in its form. */
  readonly method: string;
  /** Without the version. */
  readonly path: string;
  readonly parameters: ReadonlyMap<string, string>;
  /** The token of the call: the parameter, or else the Authorization header. */
  readonly token: string | undefined;
  /** `http://127.0.0.1:PORT/v25.0`, for URLs in answers. */
  readonly base: string;
  readonly tokens: TokenTable;
  readonly board: PostBoard;
  readonly dialog: Dialog;
}
