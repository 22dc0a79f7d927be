import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Gateway, GatewayOptions, PagesOfRoom } from '@cartograph/gateway/server';
import { readExamples } from '@cartograph/kit/example-operations';
import { createLog } from '@cartograph/kit/log';
import type { Pages } from '@cartograph/kit/pages';
import type { Room } from '@cartograph/kit/room';
import { type ListedSubgraph, readSubgraphList } from '@cartograph/kit/subgraph-list';
import { type Elsewhere, whereIs } from './elsewhere.ts';
import { type RoomName, registry } from './rooms.ts';
import type { Rooms } from './start-rooms.ts';

/** Who may speak for others and how often anybody may ask, as the gateway takes it. */
export type Clients = Pick<GatewayOptions, 'trustedProxies' | 'webKey' | 'allowedHosts' | 'rateLimits' | 'rateLimitStore'>;

export interface Door extends Clients {
  host: string;
  port: number;
  elsewhere: Elsewhere;
  production: boolean;
  usageFile: string | undefined;
  logLevel: string;
  seeded: () => boolean;
  allowedOrigins?: readonly string[];
}

export interface PreparedGateway {
  /** Begins with what needs no database. */
  begin(callerSecret: string): void;
  /** Lets everybody in, to these rooms. */
  open(rooms: Rooms): Promise<Gateway>;
  /** Leaves nothing behind of one that was not opened. */
  abandon(): Promise<void>;
}

/**
 * Reads the code of gateway and rooms, and makes schema and planner: 1 s of processor time that no database is needed for, and that
 * PostgreSQL's own start, or its recovery after a kill, leaves free.
 */
export function prepareGateway({ seeded, logLevel, elsewhere, allowedOrigins = [], ...door }: Door): PreparedGateway {
  const begun = Promise.withResolvers<string>();
  const opening = Promise.withResolvers<Rooms>();
  let rooms: Rooms | undefined;
  const opened = (): Rooms => {
    if (!rooms) throw new Error('the rooms are not there yet');
    return rooms;
  };
  const schema = new URL('../../schema/', import.meta.url);
  const operations = new URL('operations/', schema);
  const unready = async (): Promise<string[]> => {
    const reasons = Object.values(opened()).map(async (room) => (await room.unready()).map((reason) => `${room.name}: ${reason}`));
    return (await Promise.all(reasons)).flat();
  };
  const start = async (): Promise<Gateway> => {
    const callerSecret = await begun.promise;
    const { startGateway } = await import('@cartograph/gateway/server');
    // Rooms first: what is read only when a planner is there waits for it.
    await import('./start-rooms.ts');
    for (const room of Object.values(registry)) await room.read();
    return startGateway({
      ...door,
      callerSecret,
      allowedOrigins,
      supergraphSdl: readFileSync(new URL('supergraph.graphql', schema), 'utf8'),
      sources: (name) =>
        name in registry ? { execute: (...asked) => opened()[name as RoomName].execute(...asked) } : whereIs(name, elsewhere),
      jwks: () => opened().customers.commands.publicJwks(),
      log: createLog('gateway', logLevel),
      examples: readExamples(fileURLToPath(operations)),
      rooms: opening.promise,
      pages: readSubgraphList().flatMap((listed) => pagesOf(listed, elsewhere, opened)),
      unready: async () => (seeded() ? unready() : ['the shop is being filled']),
    });
  };
  opening.promise.catch(() => undefined);
  const gateway = start();
  gateway.catch(() => undefined);
  return {
    begin: begun.resolve,
    open: (given) => {
      rooms = given;
      opening.resolve(given);
      return gateway;
    },
    abandon: async () => {
      for (const wait of [begun, opening]) wait.reject(new Error('the start ended'));
      await gateway.catch(() => undefined);
    },
  };
}

/** A room here, or one of ours that runs elsewhere. */
function pagesOf({ name, pages: paths }: ListedSubgraph, elsewhere: Elsewhere, opened: () => Rooms): PagesOfRoom[] {
  if (name in registry) {
    const pages = (): Pages | undefined => (opened()[name as RoomName] satisfies Room<unknown>).pages;
    return [{ room: name, paths, at: { pages } }];
  }
  const there = elsewhere[name];
  return there && 'url' in there ? [{ room: name, paths, at: there }] : [];
}
