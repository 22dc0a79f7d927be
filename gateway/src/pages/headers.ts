import type { IncomingHttpHeaders } from 'node:http';

/** What a page's request may say, beside who asks. No cookie, token or address of a client, and nothing of the connection, reaches a room. */
const asked: ReadonlySet<string> = new Set([
  'accept',
  'accept-language',
  'content-type',
  'content-length',
  'content-range',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'if-unmodified-since',
  'origin',
  'range',
  'sec-fetch-site',
  'stripe-signature',
  'webhook-id',
  'webhook-signature',
  'webhook-timestamp',
]);

/** What a page may say to its reader. */
const said: ReadonlySet<string> = new Set([
  'accept-ranges',
  'allow',
  'cache-control',
  'content-disposition',
  'content-language',
  'content-length',
  'content-range',
  'content-security-policy',
  'content-type',
  'cross-origin-resource-policy',
  'etag',
  'last-modified',
  'location',
  'referrer-policy',
  'retry-after',
  'vary',
  'x-content-type-options',
  'x-robots-tag',
]);

/** The gateway's own, which stand on every answer. */
const ours: ReadonlySet<string> = new Set([
  'access-control-allow-origin',
  'access-control-expose-headers',
  'connection',
  'transfer-encoding',
  'x-request-id',
]);

/** For a room that is a process of its own. */
export const askedHeaders = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (asked.has(name) && typeof value === 'string' ? [[name, value]] : [])),
  );

/** For a room in this process: what it may not see is taken away. Fastify reads these three itself. */
export function leaveAskedHeaders(headers: IncomingHttpHeaders): void {
  for (const name of Object.keys(headers))
    if (!asked.has(name) && name !== 'host' && name !== 'transfer-encoding' && name !== 'connection') delete headers[name];
}

export const maySay = (name: string): boolean => said.has(name);

export const isOurs = (name: string): boolean => ours.has(name);

/** Both, each name once. */
export function mergedVary(one: string | undefined, other: string | undefined): string | undefined {
  const names = [one, other].flatMap((value) => (value ?? '').split(',')).map((name) => name.trim());
  const unique = [...new Map(names.filter((name) => name !== '').map((name) => [name.toLowerCase(), name])).values()];
  return unique.length === 0 ? undefined : unique.join(', ');
}
