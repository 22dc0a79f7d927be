import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDice } from '../crash/dice.ts';
import { createLane, type Lane } from './fault-lane.ts';

/**
 * What may happen to a message: what one side says until the other answers, a request or a reply.
 * - `reset`: the request is lost, and its connection is reset; open connections as well, at once.
 * - `refuse`: nobody listens, and every open connection is reset. It has no share.
 * - `blackhole`: the message waits, without a word, and goes on when the fault is lifted: also a request that nobody waits for any more.
 * - `half-open`: the server's side of the connection is gone, and the client never learns of it, not even when the fault is lifted.
 * - `silent`: both sides keep the connection and hear nothing on it any more, not even when the fault is lifted.
 * - `lost-reply`: the request arrives, and its connection is reset instead of a reply.
 * - `duplicate`: the request arrives twice, the second time on a connection of its own.
 */
export type FaultKind = 'reset' | 'refuse' | 'blackhole' | 'half-open' | 'silent' | 'lost-reply' | 'duplicate';

export interface Fault {
  kind?: FaultKind;
  /** Milliseconds that a message takes longer, each way: a round trip takes twice as much. */
  latencyMs?: number;
  /** The part of all messages that is struck, by seeded dice (default 1: all). */
  share?: number;
}

export interface FaultProxy {
  readonly port: number;
  /** From now on, for open connections, too. `{}` lifts every fault. */
  set(fault: Fault): Promise<void>;
  /** How many messages and connections were struck so far. */
  hits(): number;
  stop(): Promise<void>;
}

interface Address {
  host: string;
  port: number;
}

interface Link {
  client: Socket;
  server: Socket;
  toServer: Lane;
  toClient: Lane;
  /** The server's side is gone, and the client does not know. */
  halfOpen: boolean;
}

/** Is the next message struck by this? */
type Strikes = (what: FaultKind | 'latency') => boolean;

/** Stands on 127.0.0.1 in front of a server and passes bytes on, badly. A server that is gone looks like a reset. */
export async function startFaultProxy(target: Address, { seed = 1 } = {}): Promise<FaultProxy> {
  const dice = createDice(seed);
  const links = new Set<Link>();
  let fault: Fault = {};
  let hits = 0;
  const strikes: Strikes = (what) => {
    const set = what === 'latency' ? fault.latencyMs !== undefined : fault.kind === what;
    if (!set || dice.roll() >= (fault.share ?? 1)) return false;
    hits += 1;
    return true;
  };
  const listener = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    const link = passOn(client, target, strikes, () => fault.latencyMs ?? 0);
    links.add(link);
    for (const socket of [link.client, link.server])
      socket.on('close', () => link.client.destroyed && link.server.destroyed && links.delete(link));
  });
  const listen = async (port: number): Promise<void> => {
    listener.listen(port, '127.0.0.1');
    await once(listener, 'listening');
  };
  const deafen = (): void => {
    if (listener.listening) listener.close();
    links.forEach(reset);
  };
  await listen(0);
  const { port } = listener.address() as AddressInfo;
  return {
    port,
    hits: () => hits,
    set: async (next) => {
      fault = next;
      for (const link of links) {
        if (next.kind !== 'blackhole') for (const lane of [link.toServer, link.toClient]) lane.release();
        if (strikes('reset')) reset(link);
        if (strikes('half-open')) cut(link);
        if (strikes('silent')) mute(link);
      }
      if (strikes('refuse')) return deafen();
      // Somebody's outgoing connection may have the port for a moment.
      for (let left = 100; !listener.listening; left -= 1)
        await listen(port).catch((error: unknown) => (left > 0 ? sleep(50) : Promise.reject(error)));
    },
    stop: async () => {
      deafen();
      while (links.size > 0) await sleep(5);
    },
  };
}

/** Joins a client to the server, one message after the other. */
function passOn(client: Socket, target: Address, strikes: Strikes, latencyMs: () => number): Link {
  const server = connect({ ...target, allowHalfOpen: true, noDelay: true });
  const link: Link = { client, server, toServer: createLane(server), toClient: createLane(client), halfOpen: false };
  let turn: 'request' | 'reply' = 'reply';
  let delayMs = 0;
  let double: Socket | undefined;
  const beginRequest = (): void => {
    turn = 'request';
    delayMs = strikes('latency') ? latencyMs() : 0;
    double = strikes('duplicate') ? openDouble(target) : undefined;
    if (strikes('reset')) reset(link);
    if (strikes('half-open')) cut(link);
    if (strikes('silent')) mute(link);
    if (strikes('blackhole')) link.toServer.hold();
  };
  const beginReply = (): void => {
    turn = 'reply';
    delayMs = strikes('latency') ? latencyMs() : 0;
    if (strikes('lost-reply')) reset(link);
    if (strikes('blackhole')) link.toClient.hold();
  };
  client.on('data', (chunk: Buffer) => {
    if (turn === 'reply') beginRequest();
    double?.write(chunk);
    link.toServer.push(chunk, delayMs);
  });
  server.on('data', (chunk: Buffer) => {
    if (turn === 'request') beginReply();
    link.toClient.push(chunk, delayMs);
  });
  client.on('end', () => (link.halfOpen ? client.destroy() : link.toServer.push('end', delayMs)));
  server.on('end', () => link.toClient.push('end', delayMs));
  // What the client sent before it left may still be on its way; a server that breaks takes the connection with it.
  client.on('error', () => link.toServer.push('end', delayMs));
  server.on('error', () => link.halfOpen || client.resetAndDestroy());
  return link;
}

function reset({ client, server, toServer, toClient }: Link): void {
  toServer.drop();
  toClient.drop();
  client.resetAndDestroy();
  server.resetAndDestroy();
}

function cut(link: Link): void {
  link.halfOpen = true;
  link.toServer.drop();
  link.server.destroy();
}

function mute(link: Link): void {
  link.halfOpen = true;
  link.toServer.drop();
  link.toClient.drop();
  link.client.once('close', () => link.server.destroy());
}

/** Its reply is of no interest to anybody. */
function openDouble(target: Address): Socket {
  const socket = connect({ ...target, noDelay: true });
  return socket.on('error', () => undefined).once('data', () => socket.end());
}
