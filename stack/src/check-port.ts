import { type AddressInfo, createServer } from 'node:net';
import { ConfigError } from '@cartograph/kit/config';

/** Looks whether the gateway will be able to listen, before anything else is started; gives the port, chosen when 0 was asked for. */
export function checkPort(host: string, port: number): Promise<number> {
  const server = createServer();
  return new Promise((done, refused) => {
    server.once('error', (error: NodeJS.ErrnoException) => refused(new ConfigError(sentenceFor(error.code, host, port))));
    server.listen(port, host, () => {
      const { port: chosen } = server.address() as AddressInfo;
      server.close(() => done(chosen));
    });
  });
}

function sentenceFor(code: string | undefined, host: string, port: number): string {
  if (code === 'EADDRINUSE') return `PORT: ${port} is already taken on ${host}; choose another.`;
  if (code === 'EACCES') return `PORT: ${port} is not allowed for this user; choose one above 1023.`;
  return `HOST: cannot listen on ${host} (${code ?? 'unknown'}); choose an address of this machine, such as 127.0.0.1.`;
}
