import type { RecordedRequest } from './http';

/** Logs method, path, status and duration, and nothing that could be a secret: no query, body or headers. */
export function accessLine({ method, path, status, startedAt, endedAt, aborted }: RecordedRequest): string {
  // Someone may paste a token where an ID belongs.
  const shown = path.replace(/[^/]{24,}/g, '[…]');
  const took = (endedAt ?? startedAt) - startedAt;
  return `${method} ${shown} ${aborted ? 'aborted' : status || 'broken'} ${took} ms`;
}
