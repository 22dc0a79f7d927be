import { createServer } from 'node:net';

/**
 * Free ports that stay free while their process is down: below 32,768, where Linux takes the near end of outgoing connections from.
 * A room that is killed would else find a colleague's connection on its port when it comes back.
 */
export async function steadyPorts(count: number): Promise<number[]> {
  const found = new Set<number>();
  for (let left = 50 * count; found.size < count; left -= 1) {
    if (left === 0) throw new Error('no free ports between 20000 and 32000');
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    if (await isFree(port)) found.add(port);
  }
  return [...found];
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const server = createServer().once('error', () => done(false));
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
  });
