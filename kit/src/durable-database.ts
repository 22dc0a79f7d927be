import { ConfigError } from './config.ts';
import type { Database } from './db.ts';
import { type Durability, durabilitySql, judgeDurability } from './durability.ts';
import type { Logger } from './log.ts';

interface Options {
  log: Logger;
  /** Default: as NODE_ENV says. */
  production?: boolean;
  /** Between two looks (default a minute); 0: at the start alone. */
  everyMs?: number;
}

/**
 * A room's own database, whose server is asked now and from time to time whether it keeps what it answers. One that may lose it is refused
 * by a ConfigError at the start; later its room is not ready until the setting is back.
 */
export async function keepDurable(db: Database, { log, production, everyMs = 60_000 }: Options): Promise<Database> {
  const strict = production ?? process.env['NODE_ENV'] === 'production';
  let asked = 0;
  let known = '';
  let durable = true;
  const look = async (): Promise<string[]> => {
    asked += 1;
    // A server that does not answer is no news of this kind: readiness tells it.
    const [found] = await db.query<Durability & Record<string, string>>({ text: `select ${durabilitySql}` }).catch(() => []);
    if (!found) return [];
    const { refused, told } = judgeDurability(found, strict);
    const news = [...refused, ...told].join(' ');
    if (news !== known)
      log[refused.length > 0 ? 'error' : 'warn'](news === '' ? 'the database server keeps what it answers again' : `DATABASE_URL: ${news}`);
    known = news;
    durable = refused.length === 0;
    return refused;
  };
  const refused = await look();
  if (refused.length > 0) {
    await db.close();
    throw new ConfigError(`DATABASE_URL: ${refused.join(' ')}`);
  }
  const timer = everyMs > 0 ? setInterval(() => void look(), everyMs).unref() : undefined;
  return {
    ...db,
    statements: () => db.statements() - asked,
    unready: async () => [...(durable ? [] : ['its database may lose what it answers']), ...(await db.unready())],
    close: () => {
      clearInterval(timer);
      return db.close();
    },
  };
}
