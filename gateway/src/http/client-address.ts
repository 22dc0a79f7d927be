import { createHash, timingSafeEqual } from 'node:crypto';
import type { Logger } from '@cartograph/kit/log';
import proxyaddr from '@fastify/proxy-addr';
import type { FastifyRequest } from 'fastify';
import { bare, clientNamed } from '#http/client-name';

export interface SpeakingForOthers {
  /** Addresses and networks whose X-Forwarded-For is believed; default none. */
  trustedProxies?: readonly string[] | undefined;
  /** What our own web server shows to speak for its visitors; without one nobody can. */
  webKey?: string | undefined;
}

export interface Client {
  /** An IPv4 address, or the /64 of an IPv6 one: what one subscriber is given, who else had 2^64 names. */
  readonly name: string;
  /** The request came from this machine, and in nobody's name. */
  readonly own: boolean;
}

export const webHeaders = { key: 'cartograph-web-key', client: 'cartograph-client' } as const;

export type ClientOf = (request: FastifyRequest) => Client;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Who a client is, and the one place that says so: the peer; or whom a trusted proxy names, its header read from the right up to the
 * first address that is not a trusted proxy, so that what a client wrote there itself is never reached; or whom our web server names.
 */
export function createClientOf({ trustedProxies = [], webKey }: SpeakingForOthers, log: Logger): ClientOf {
  const listed = trustedProxies.length > 0 ? proxyaddr.compile([...trustedProxies]) : undefined;
  // A proxy in the header is the one in the list with a port behind its address, too: else all behind it were one client.
  const trusts = listed && ((address: string, hop: number): boolean => listed(bare(address), hop));
  const key = webKey === undefined ? undefined : digest(webKey);
  let warned = false;
  /** A proxy that nobody has named makes all its visitors one client: said once, for whoever forgot it. */
  const warn = (peer: string, header: string): void => {
    if (!warned)
      log.warn({ peer }, `requests come with ${header} that is not believed: is a proxy missing in TRUSTED_PROXIES, or WEB_KEY?`);
    warned = true;
  };
  return ({ headers, raw }) => {
    const peer = raw.socket.remoteAddress ?? '';
    const own = nameOf(peer, 'unknown');
    const shown = headers[webHeaders.key];
    if (typeof shown === 'string') {
      const visitor = headers[webHeaders.client];
      if (key && timingSafeEqual(key, digest(shown))) return spokenFor(visitor, own);
      warn(peer, webHeaders.key);
    }
    const forwarded = headers['x-forwarded-for'];
    if (forwarded === undefined) return { name: own, own: isLoopback(peer) };
    if (trusts?.(peer, 0)) return spokenFor(proxyaddr(raw, trusts), own);
    if (isLoopback(peer)) warn(peer, 'x-forwarded-for');
    return { name: own, own: false };
  };
}

const spokenFor = (address: string | string[] | undefined, fallback: string): Client => ({
  name: typeof address === 'string' ? nameOf(address, fallback) : fallback,
  own: false,
});

const names = new Map<string, string>();
const maxNames = 10_000;

/** Remembered, since reading an address costs 2 us and most requests come from one that was here just before. */
function nameOf(address: string, fallback: string): string {
  const known = names.get(address);
  if (known !== undefined) return known;
  const name = clientNamed(address);
  if (name === undefined) return fallback;
  if (names.size >= maxNames) names.clear();
  names.set(address, name);
  return name;
}

const isLoopback = (address: string): boolean => address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.');
