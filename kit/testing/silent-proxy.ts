import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface SilentProxy {
  /** The same address by way of the proxy. */
  readonly url: string;
  /** What is open now stays open and passes nothing on, ever; new connections work. How many those are. */
  silence(): number;
  /** From now on new connections are taken and not served either, or served again. */
  serve(again: boolean): void;
  /** From now on new connections are made to that server instead, as when an address moves to another machine. */
  lead(url: string): void;
  /** Connections that fell silent and that the client has not left yet. */
  unleft(): number;
  stop(): Promise<void>;
}

/** Stands before a server and can lose its connections as a firewall does that forgets them: without a word to either side. */
export async function startSilentProxy(url: string): Promise<SilentProxy> {
  let target = addressOf(url);
  const silenced = new Set<readonly [Socket, Socket]>();
  const pairs = new Set<readonly [Socket, Socket]>();
  let serves = true;
  const forget = ([client, server]: readonly [Socket, Socket]): void => {
    for (const socket of [client, server]) socket.removeAllListeners('data').on('data', () => undefined);
  };
  const listener = createServer({ noDelay: true }, (client) => {
    const server = connect({ ...target, noDelay: true });
    const pair = [client, server] as const;
    pairs.add(pair);
    client.on('data', (bytes: Buffer) => server.write(bytes));
    server.on('data', (bytes: Buffer) => client.write(bytes));
    for (const [socket, other] of [pair, [server, client] as const])
      socket
        .on('error', () => undefined)
        .on('close', () => {
          pairs.delete(pair);
          silenced.delete(pair);
          other.destroy();
        });
    if (!serves) forget(pair);
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const through = new URL(url);
  through.host = `127.0.0.1:${(listener.address() as AddressInfo).port}`;
  through.searchParams.delete('host');
  return {
    url: through.toString(),
    silence: () => {
      for (const pair of pairs) {
        forget(pair);
        silenced.add(pair);
      }
      return pairs.size;
    },
    serve: (again) => {
      serves = again;
    },
    lead: (to) => {
      target = addressOf(to);
    },
    unleft: () => silenced.size,
    stop: async () => {
      listener.close();
      for (const pair of pairs) for (const socket of pair) socket.destroy();
      if (listener.listening) await once(listener, 'close');
    },
  };
}

/** A PostgreSQL of ours listens on a Unix socket, whose folder is a parameter of its address. */
function addressOf(url: string): { path: string } | { host: string; port: number } {
  const { hostname, port, searchParams } = new URL(url);
  const folder = searchParams.get('host');
  return folder ? { path: `${folder}/.s.PGSQL.${port}` } : { host: hostname, port: Number(port) };
}
