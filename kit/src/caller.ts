import { createHmac, timingSafeEqual } from 'node:crypto';
import { forbidden, unauthenticated } from './errors.ts';

export type Role = 'customer' | 'staff' | 'admin';

/** Who asks. Rooms take it from a signed header, or from the caller of `execute` in the one-process shape. */
export type Caller =
  | { readonly kind: 'guest'; readonly client?: string }
  | {
      readonly kind: 'customer';
      readonly customerId: string;
      readonly email: string;
      readonly roles: readonly Role[];
      /** Seconds since 1970: when they last proved who they are. Missing in tokens of older versions. */
      readonly provedAt?: number;
      readonly client?: string;
    }
  | { readonly kind: 'room'; readonly room: string };

export const guest: Caller = { kind: 'guest' };

/** Where the request came from, as far as the gateway knows: the address of its peer, at most 64 characters. Personal: keep no copy of it. */
export const clientOf = (caller: Caller): string | undefined => (caller.kind === 'room' ? undefined : caller.client);

/** The same caller, seen at this address. */
export const fromClient = (caller: Caller, address: string): Caller =>
  caller.kind === 'room' ? caller : { ...caller, client: address.slice(0, 64) };

export const isStaff = (caller: Caller): boolean =>
  caller.kind === 'customer' && (caller.roles.includes('staff') || caller.roles.includes('admin'));

/** The customer's own id, or undefined for guests and rooms. */
export const customerIdOf = (caller: Caller): string | undefined => (caller.kind === 'customer' ? caller.customerId : undefined);

/** Owner or staff; a room may read everything. */
export const mayReadCustomer = (caller: Caller, customerId: string): boolean =>
  caller.kind === 'room' || isStaff(caller) || customerIdOf(caller) === customerId;

export function requireStaff(caller: Caller): void {
  if (caller.kind === 'guest') throw unauthenticated();
  if (!isStaff(caller)) throw forbidden('Only staff may do this.');
}

/** Internal commands are for rooms alone. */
export function requireRoom(caller: Caller): void {
  if (caller.kind !== 'room') throw forbidden('This command is internal.');
}

export const callerHeaders = {
  caller: 'cartograph-caller',
  timestamp: 'cartograph-timestamp',
  signature: 'cartograph-signature',
} as const;

/** A signature is accepted for this long, either way, to leave room for clocks that differ. */
const maxAgeMs = 60_000;

const signatureOf = (secret: string, subgraph: string, caller: string, timestamp: string, body: string): Buffer =>
  createHmac('sha256', secret).update(`${subgraph}\n${caller}\n${timestamp}\n`).update(body).digest();

/** Headers that vouch for `caller` on one request: HMAC-SHA256 over subgraph, caller, timestamp and body. */
export function signCaller(
  secret: string,
  subgraph: string,
  caller: Caller,
  body: string,
  now: number = Date.now(),
): Record<string, string> {
  const encoded = Buffer.from(JSON.stringify(caller)).toString('base64url');
  const timestamp = String(now);
  const signature = signatureOf(secret, subgraph, encoded, timestamp, body).toString('base64url');
  return { [callerHeaders.caller]: encoded, [callerHeaders.timestamp]: timestamp, [callerHeaders.signature]: signature };
}

/** The caller of a request whose signature fits and is fresh, else undefined. */
export function verifyCaller(
  secret: string,
  subgraph: string,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: string,
  now: number = Date.now(),
): Caller | undefined {
  const caller = headers[callerHeaders.caller];
  const timestamp = headers[callerHeaders.timestamp];
  const signature = headers[callerHeaders.signature];
  if (typeof caller !== 'string' || typeof timestamp !== 'string' || typeof signature !== 'string') return undefined;
  if (!(Math.abs(now - Number(timestamp)) <= maxAgeMs)) return undefined;
  const expected = signatureOf(secret, subgraph, caller, timestamp, body);
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  return JSON.parse(Buffer.from(caller, 'base64url').toString()) as Caller;
}
