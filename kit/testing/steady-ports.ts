import { createServer } from 'node:net';

/**
 * Below 32,768, where Linux takes the near end of outgoing connections from. Test files that run at the same time draw from a part of
 * their own: a port that is free for the moment, since its process is down, is nobody else's meanwhile.
 */
const range = { from: 20_000, each: 3_000, parts: 4 };

/** A port of this test file's own, or of whoever runs outside of tests; mostly free. */
export function drawPort(): number {
  const part = Number(process.env['VITEST_POOL_ID'] ?? 0) % range.parts;
  return range.from + part * range.each + Math.floor(Math.random() * range.each);
}

/** Free ports that stay free while their process is down: a room that is killed would else find a colleague's connection on its port when it comes back. */
export async function steadyPorts(count: number): Promise<number[]> {
  const found = new Set<number>();
  for (let left = 50 * count; found.size < count; left -= 1) {
    if (left === 0) throw new Error(`no free ports from ${range.from} on`);
    const port = drawPort();
    if (await isFree(port)) found.add(port);
  }
  return [...found];
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const server = createServer().once('error', () => done(false));
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
  });
