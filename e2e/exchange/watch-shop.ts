import { setTimeout as sleep } from 'node:timers/promises';
import { runningStack, type StackFile } from '@cartograph/kit/data-dir';
import pg from 'pg';
import { postgresOf } from '../support/data-folder.ts';
import { peakMegabytes } from '../support/peak-memory.ts';

export interface ShopWatch {
  /** Resolves when the rooms have told all that they have to tell, and the others have taken it; gives the seconds that this took. */
  heard(): Promise<number>;
  readonly megabytes: Readonly<Record<string, number>>;
  end(): void;
}

const everyMs = 10_000;

/** Says each ten seconds how far an import is, and looks at the memory of the shop and of its PostgreSQL meanwhile. */
export function watchShop(dataDir: string, databases: StackFile['databases'], say: (line: string) => void): ShopWatch {
  const megabytes = { shop: 0, 'PostgreSQL, its largest process': 0 };
  const look = (): void => {
    megabytes.shop = Math.max(megabytes.shop, peakMegabytes(runningStack(dataDir)?.pid));
    for (const pid of postgresOf(dataDir))
      megabytes['PostgreSQL, its largest process'] = Math.max(megabytes['PostgreSQL, its largest process'], peakMegabytes(pid));
  };
  const looking = setInterval(look, 1_000);
  let before = 0;
  const telling = setInterval(() => {
    // A shop that is about to stop answers nothing more.
    void ask(databases['exchange'], 'select coalesce(sum(rows_done), 0)::int as n from jobs')
      .catch(() => before)
      .then((done) => {
        if (done === before) return;
        say(`  ${done} rows, ${Math.round(((done - before) * 1_000) / everyMs)} a second; shop ${Math.round(megabytes.shop)} MB at most`);
        before = done;
      });
  }, everyMs);
  return {
    megabytes,
    heard: async () => {
      const since = performance.now();
      const lagOf = (url: string) => ask(url, 'select count(*)::int as n from outbox where published_at is null and parked_at is null');
      for (;;) {
        const lags = await Promise.all(Object.values(databases).map(lagOf));
        if (lags.every((lag) => lag === 0)) return (performance.now() - since) / 1_000;
        await sleep(1_000);
      }
    },
    end: () => {
      look();
      clearInterval(looking);
      clearInterval(telling);
    },
  };
}

async function ask(url: string | undefined, sql: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    const { rows } = await client.query<{ n: number }>(sql);
    return rows[0]?.n ?? 0;
  } finally {
    await client.end();
  }
}
