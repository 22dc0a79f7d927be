import { type Caller, customerIdOf } from '@cartograph/kit/caller';
import { clientError } from '@cartograph/kit/errors';
import { type RateKind, type RateLimits, usualRateLimits } from '@cartograph/kit/rate-limits';
import { createMemoryStore, type Store } from '#buckets/memory-store';
import type { Takings } from '#buckets/takings';
import { rateLimited } from '#metrics';

export interface BucketOptions {
  /** Numbers a minute; `off` for none. Unset: the usual ones, but none for requests from this machine in development. */
  limits: RateLimits | 'off' | undefined;
  production: boolean;
  /** Of passwords and orders, where replicas share one; requests and commands are counted by each process. */
  shared?: Store | undefined;
}

/** Whose buckets: where a request came from, and whether that is this machine itself. */
interface From {
  readonly name: string;
  readonly own: boolean;
}

export interface Buckets {
  /** One request of a client, whatever it is; throws when its bucket is empty. */
  request(client: From): void;
  /** What a mutation takes of client and account; throws, or rejects, when one bucket has not enough. */
  take(client: From, caller: Caller, takings: Takings): void | Promise<void>;
  close(): Promise<void>;
}

export function createBuckets({ limits, production, shared }: BucketOptions): Buckets {
  const memory = createMemoryStore();
  const sizes = limits === 'off' ? undefined : (limits ?? usualRateLimits);
  const sizesFor = ({ own }: From): RateLimits | undefined => (own && !production && limits === undefined ? undefined : sizes);
  return {
    request: (client) => {
      const size = sizesFor(client)?.request;
      if (size !== undefined) refuse('request', memory.take(`request ${client.name}`, 1, size));
    },
    take: (client, caller, { mutation, password, placing }) => {
      const found = sizesFor(client);
      if (!found) return;
      const account = customerIdOf(caller);
      const whose = account === undefined ? [client.name] : [client.name, `account ${account}`];
      for (const who of whose) refuse('mutation', memory.take(`mutation ${who}`, mutation, found.mutation));
      const asked = [
        ...(password > 0 ? [{ kind: 'password' as const, points: password, who: client.name }] : []),
        ...(placing > 0 ? whose.map((who) => ({ kind: 'placing' as const, points: placing, who })) : []),
      ];
      if (asked.length === 0) return;
      const store = shared ?? memory;
      const waits = asked.map(({ kind, points, who }) => ({ kind, wait: store.take(`${kind} ${who}`, points, found[kind]) }));
      for (const { kind, wait } of waits) if (typeof wait === 'number') refuse(kind, wait);
      return shared && Promise.all(waits.map(async ({ kind, wait }) => refuse(kind, await wait))).then(() => undefined);
    },
    close: async () => shared?.close(),
  };
}

const seconds = (ms: number): number => Math.max(1, Math.ceil(ms / 1_000));

function refuse(kind: RateKind, waitMs: number): void {
  if (waitMs <= 0) return;
  rateLimited.inc({ kind });
  const message = `Too many requests of this kind: try again in ${seconds(waitMs)} s.`;
  const headers = new Map([['retry-after', String(seconds(waitMs))]]);
  throw clientError('RATE_LIMITED', message, { retryAfterMs: waitMs, http: { status: 429, headers } });
}
