import type { RecordedRequest } from './http';

/** Method, path, status and time, and nothing that could be a secret: no query, no body, no header. */
export function accessLine({ method, path, status, startedAt, endedAt, aborted }: RecordedRequest): string {
  // Someone may paste a token where an ID belongs.
  const shown = path.replace(/[^/]{24,}/g, '[…]');
  const took = (endedAt ?? startedAt) - startedAt;
  return `${method} ${shown} ${aborted ? 'aborted' : status || 'broken'} ${took} ms`;
}
