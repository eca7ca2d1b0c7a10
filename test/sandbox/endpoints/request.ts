import type { Dialog } from '../dialog';
import type { PostBoard } from '../posts';
import type { TokenTable } from '../tokens';

/** A request as the endpoints see it, without HTTP details. */
export interface GraphRequest {
  /** The effective method of the call, which the form of a POST can specify. */
  readonly method: string;
  /** Without the version. */
  readonly path: string;
  readonly parameters: ReadonlyMap<string, string>;
  /** The token of the call: from the parameter, otherwise from the Authorization header. */
  readonly token: string | undefined;
  /** `http://127.0.0.1:PORT/v25.0`, for URLs in answers. */
  readonly base: string;
  readonly tokens: TokenTable;
  readonly board: PostBoard;
  readonly dialog: Dialog;
}
