// How long a service asks us to wait. A malformed header must never cause a failure.
import * as v from 'valibot';
import { Numeric, parseJson } from './exactJson';

const SECONDS_PER_MINUTE = 60;
/** A longer wait can only come from a malformed header. */
const LONGEST_WAIT_SECONDS = 7 * 24 * 3600;

/** `X-Business-Use-Case-Usage` (Meta, "Rate Limits"): a list of use cases per business, with the minutes to wait. */
const UseCase = v.object({ estimated_time_to_regain_access: v.optional(v.fallback(v.optional(Numeric), undefined)) });
// A malformed entry doesn't invalidate the others.
const BusinessUseCaseUsage = v.record(v.string(), v.fallback(v.array(v.fallback(UseCase, {})), []));

/** The longest wait that the headers ask for, in seconds; undefined if they ask for none. */
export function readWaitSeconds(headers: ReadonlyMap<string, string>): number | undefined {
  const waits = [retryAfter(headers.get('retry-after')), regainAccess(headers.get('x-business-use-case-usage'))];
  const sensible = waits.filter((wait) => wait !== undefined && wait > 0 && wait <= LONGEST_WAIT_SECONDS);
  return sensible.length === 0 ? undefined : Math.max(...sensible.map(Number));
}

/** Not documented by Meta, but a server in front of it may send it: seconds or a date (RFC 9110, section 10.2.3). */
function retryAfter(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  if (/^\s*\d{1,9}\s*$/.test(header)) return Number(header);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.ceil((date - Date.now()) / 1000);
}

function regainAccess(header: string | undefined): number | undefined {
  const usage = v.safeParse(BusinessUseCaseUsage, header === undefined ? undefined : parseJson(header));
  if (!usage.success) return undefined;
  const minutes = Object.values(usage.output).flatMap((cases) =>
    cases.flatMap(({ estimated_time_to_regain_access: wait }) => wait ?? []),
  );
  return minutes.length === 0 ? undefined : Math.max(...minutes) * SECONDS_PER_MINUTE;
}
