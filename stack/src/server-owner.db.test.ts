import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@cartograph/postgres/start-postgres';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { provision, roomUrl } from './provision.ts';
import { eachRoom } from './rooms.ts';
import { claimServer, ownerOf } from './server-owner-store.ts';

async function ownServer(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-owner-'));
  chmodSync(folder, 0o755);
  const server = await startPostgres({ dataDir: join(folder, 'postgres'), password: 'test', settings: ['fsync=off'] });
  onTestFinished(async () => {
    await server.stop('immediate');
    rmSync(folder, { recursive: true, force: true });
  });
  return server.url;
}

const databasesOf = (adminUrl: string, password: string) => eachRoom((room) => roomUrl(adminUrl, room, password));

async function reaches(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  const connected = await client.connect().then(
    () => true,
    () => false,
  );
  await client.end().catch(() => undefined);
  return connected;
}

test('a given server serves one data folder: another one is refused before it changes anything, the same one comes back', async () => {
  const url = await ownServer();
  const [first, second] = [databasesOf(url, 'password of the first'), databasesOf(url, 'password of the second')];
  const [ours, theirs] = [ownerOf('secret of the first'), ownerOf('secret of the second')];
  // Killed between its claim and its databases, it starts again.
  for (let starts = 0; starts < 2; starts += 1) await claimServer(url, ours, first.orders);
  await provision(url, first, false);
  await claimServer(url, ours, first.orders);
  const sentence = /^DATABASE_URL: the shop at 127\.0\.0\.1:\d+ belongs to another data folder, whose secrets\.json/;
  await expect(claimServer(url, theirs, second.orders)).rejects.toThrow(sentence);
  // Nor do containers take it over.
  await expect(claimServer(url, undefined, second.orders)).rejects.toThrow(sentence);
  expect(await reaches(first.orders)).toBe(true);
  // Without the claim the second start cuts off the first.
  await provision(url, second, false);
  expect(await reaches(first.orders)).toBe(false);
}, 120_000);

test('a server of before, which names nobody, is whose password opens it; containers keep theirs', async () => {
  const url = await ownServer();
  const [known, unknown] = [databasesOf(url, 'password of before'), databasesOf(url, 'another password')];
  for (let starts = 0; starts < 2; starts += 1) {
    await claimServer(url, undefined, known.orders);
    await provision(url, known, false);
  }
  await expect(claimServer(url, ownerOf('a new folder'), unknown.orders)).rejects.toThrow('belongs to another data folder');
  await claimServer(url, ownerOf('the folder of before'), known.orders);
  await expect(claimServer(url, ownerOf('a new folder'), known.orders)).rejects.toThrow('belongs to another data folder');
}, 120_000);
