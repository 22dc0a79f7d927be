import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkPort } from './check-port.ts';

test('a signal to npm alone closes the whole shop within 10 s', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'cartograph-npm-'));
  chmodSync(dataDir, 0o755);
  const port = await checkPort('127.0.0.1', 0);
  const npm = spawn('npm', ['start'], {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), SEED: 'none', NODE_ENV: 'development' },
    stdio: 'ignore',
    detached: true,
  });
  onTestFinished(() => {
    const lock = join(dataDir, 'lock');
    if (existsSync(lock)) process.kill(Number(readFileSync(lock, 'utf8').split(':')[0]), 'SIGTERM');
    else rmSync(dataDir, { recursive: true, force: true });
  });
  const ready = (): Promise<number> =>
    fetch(`http://127.0.0.1:${port}/health/ready`).then(
      ({ status }) => status,
      () => 0,
    );
  await expect.poll(ready, { timeout: 60_000, interval: 100 }).toBe(200);
  npm.kill('SIGTERM');
  await expect.poll(() => existsSync(join(dataDir, 'lock')), { timeout: 10_000, interval: 100 }).toBe(false);
  expect(await ready()).toBe(0);
  await new Promise<void>((listens, refused) => {
    const server = createServer().once('error', refused);
    server.listen(port, '127.0.0.1', () => server.close(() => listens()));
  });
});
