import { readFileSync } from 'node:fs';
import { type Caller, signCaller } from '@cartograph/kit/caller';
import { createLocalEventBus } from '@cartograph/kit/event';
import { uuidv7 } from '@cartograph/kit/ids';
import { silentLog } from '@cartograph/kit/log';
import type { Room } from '@cartograph/kit/room';
import { freshDatabaseUrl } from '@cartograph/kit/testing/fresh-database';
import { type RoomName, registry } from '@cartograph/stack/rooms';

export const callerSecret = 'the rooms alike, and one secret';

const customer = { kind: 'customer', customerId: uuidv7(), email: 'ada@example.com' } as const;
export const callers = {
  guest: { kind: 'guest' },
  customer: { ...customer, roles: ['customer'] },
  staff: { ...customer, roles: ['staff'] },
  admin: { ...customer, roles: ['admin'] },
  room: { kind: 'room', room: 'orders' },
} as const satisfies Record<string, Caller>;

/** No other room is there: whoever asks one fails. */
const nobody = new Proxy({}, { get: () => () => Promise.reject(new Error('no other room is up')) });

/** One room alone, on an empty database of its own, behind HTTP, without timers. */
export async function startAlone(room: RoomName): Promise<Room<unknown>> {
  const common = {
    databaseUrl: await freshDatabaseUrl(room),
    bus: createLocalEventBus(),
    log: silentLog(),
    listen: { host: '127.0.0.1', port: 0, callerSecret },
    background: false,
  };
  const asked = Object.fromEntries(registry[room].asks.map((other) => [other, nobody]));
  return registry[room].start(common, asked, { callerSecret, publicUrl: 'http://127.0.0.1' });
}

/** The room's contract, as written by hand. */
export const sdlOf = (room: RoomName): string => readFileSync(new URL(`../../subgraphs/${room}/${room}.graphql`, import.meta.url), 'utf8');

export interface RoomAnswer {
  data?: Record<string, unknown> | null;
  errors?: { message: string; path?: (string | number)[]; extensions?: { code?: string } }[];
}

interface Signed {
  /** The room that the signature names; the one asked, unless said otherwise. */
  room?: string;
  /** The body that is signed; the one sent, unless said otherwise. */
  body?: string;
  at?: number;
}

/** Posts a request as the gateway does; without `signed`, as a stranger does. */
export async function post(url: string, body: string, caller: Caller, signed?: Signed & { room: string }): Promise<Response> {
  const headers = signed ? signCaller(callerSecret, signed.room, caller, signed.body ?? body, signed.at) : {};
  return fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
    signal: AbortSignal.timeout(20_000),
  });
}

/** One operation on a room, signed. */
export async function askRoom(
  room: { name: string; url: string | undefined },
  query: string,
  variables: Record<string, unknown>,
  caller: Caller,
): Promise<RoomAnswer> {
  const response = await post(String(room.url), JSON.stringify({ query, variables }), caller, { room: room.name });
  return (await response.json()) as RoomAnswer;
}
