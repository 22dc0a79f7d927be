import { isIP } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { Refused } from '#http/refused';

export interface Hosts {
  /** The name or address that is listened on. */
  host: string;
  /** Other names that this gateway has. */
  named: readonly string[];
}

/**
 * Whether a Host header may be answered in development. A web page whose own name was made to point at this machine (DNS rebinding) is of our
 * origin for its browser, and there are demo accounts here; an address in numbers is not to be had that way.
 */
export function isOurHost(header: string, { host, named }: Hosts): boolean {
  const name = nameIn(header.toLowerCase());
  if (name === 'localhost' || name.endsWith('.localhost') || isIP(name) > 0) return true;
  return name === host.toLowerCase() || named.some((other) => other.toLowerCase() === name);
}

/** Without a port, an end in a dot and the brackets of an IPv6 address. */
const nameIn = (header: string): string =>
  header
    .replace(/:\d+$/, '')
    .replace(/\.$/, '')
    .replace(/^\[(.*)\]$/, '$1');

/** Health checks come by whatever name they have, and tell nothing. */
export function answerOurHosts(app: FastifyInstance, hosts: Hosts): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const { host } = request.headers;
    if (host === undefined || isOurHost(host, hosts) || request.url.startsWith('/health/')) return done();
    done(
      new Refused(
        403,
        'In development only localhost, addresses and the names in ALLOWED_HOSTS are answered: add this one if it is yours.',
      ),
    );
  });
}

/** Apollo's integration makes a URL of it, and what cannot be one would be a fault of ours. Most requests have the one of the last. */
export function createIsReadable(): (header: string | undefined) => boolean {
  let last = '';
  return (header) => {
    if (header === undefined || header === '') return false;
    if (header !== last && !URL.canParse(`http://${header}`)) return false;
    last = header;
    return true;
  };
}
