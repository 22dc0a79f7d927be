import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openServer } from './open-server.ts';

/** As code does that is read from a slow disk. */
function standStill(ms: number): void {
  for (const until = Date.now() + ms; Date.now() < until; );
}

test('a start that hears nothing for some seconds, since it reads its code, does not take its own server for one that is away', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-open-'));
  chmodSync(folder, 0o755);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  let stood = false;
  /** What is noted just before the server is asked; until then it is waited for in another way. */
  const isAsked = (): boolean => readFileSync(join(folder, 'secrets.json'), 'utf8').includes('"made": true');
  const look = (): void => {
    if (!isAsked()) return void setImmediate(look);
    standStill(5_500);
    stood = true;
  };
  const server = await openServer(folder, undefined, { spawned: () => void setImmediate(look) });
  onTestFinished(() => server.stop());
  expect(stood).toBe(true);
}, 120_000);
