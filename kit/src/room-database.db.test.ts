import { expect, onTestFinished, test } from 'vitest';
import { freshDatabaseUrl } from '../testing/fresh-database.ts';
import type { Database } from './db.ts';
import { silentLog } from './log.ts';
import { openRoomDatabase, serverOf } from './room-database.ts';

const commitsOf = async (db: Database): Promise<string | undefined> =>
  (await db.query<{ synchronous_commit: string }>({ text: 'show synchronous_commit' }))[0]?.synchronous_commit;

async function open(coordinatorServer?: string) {
  const databaseUrl = await freshDatabaseUrl('pricing');
  const opened = await openRoomDatabase('pricing', {
    databaseUrl,
    log: silentLog(),
    ...(coordinatorServer === undefined ? {} : { coordinatorServer }),
  });
  onTestFinished(() => opened.close());
  return opened;
}

test('Tries wait for no disk where the coordinator is on the same running server, and everything else does', async () => {
  const server = await serverOf((await open()).db);
  expect(server).toMatch(/^\d+\/\d+/);
  const { db, coordinated } = await open(server);
  expect([await commitsOf(db), await commitsOf(coordinated)]).toEqual(['on', 'off']);
});

test.each([undefined, '', '1/2', 'the same cluster, started at another time'])(
  'every commit waits where the coordinator is at %j',
  async (place) => {
    const { db, coordinated } = await open(place);
    expect([await commitsOf(db), await commitsOf(coordinated)]).toEqual(['on', 'on']);
  },
);
