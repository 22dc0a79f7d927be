import { type AddressInfo, createServer } from 'node:net';
import { ConfigError } from '@cartograph/kit/config';

export interface HeldPort {
  port: number;
  /** Whoever listens does so at once. */
  release: () => Promise<void>;
}

/**
 * Looks whether the gateway will be able to listen, before anything else is started. A port that is chosen here, when 0 was asked for, is
 * nobody else's until it is released: seconds pass until the gateway listens, in which other shops and rooms are given ports, too.
 */
export function holdPort(host: string, port: number): Promise<HeldPort> {
  const server = createServer((socket) => socket.destroy());
  const release = (): Promise<void> => new Promise((done) => server.close(() => done()));
  return new Promise((held, refused) => {
    server.once('error', (error: NodeJS.ErrnoException) => refused(new ConfigError(sentenceFor(error.code, host, port))));
    server.listen(port, host, () => {
      const { port: chosen } = server.address() as AddressInfo;
      held((port === 0 ? Promise.resolve() : release()).then(() => ({ port: chosen, release })));
    });
  });
}

function sentenceFor(code: string | undefined, host: string, port: number): string {
  if (code === 'EADDRINUSE') return `PORT: ${port} is already taken on ${host}; choose another.`;
  if (code === 'EACCES') return `PORT: ${port} is not allowed for this user; choose one above 1023.`;
  return `HOST: cannot listen on ${host} (${code ?? 'unknown'}); choose an address of this machine, such as 127.0.0.1.`;
}
