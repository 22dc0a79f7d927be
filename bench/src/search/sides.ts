import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrationsFolder } from '@cartograph/drizzle/migrate';
import { guest } from '@cartograph/kit/caller';
import { createLocalEventBus } from '@cartograph/kit/event';
import { silentLog } from '@cartograph/kit/log';
import { start } from '@cartograph/products/server';
import type pg from 'pg';
import { connect } from '../floor.ts';
import { goodOf } from './goods.ts';

/** One search: how many it found. */
export interface Side {
  search(words: string): Promise<number>;
  stop(): Promise<unknown>;
}

export async function migrate(client: pg.Client, files: readonly string[]): Promise<void> {
  for (const file of files) await client.query(readFileSync(join(migrationsFolder('products'), file), 'utf8'));
  await client.query('vacuum analyze');
}

export async function fill(client: pg.Client, count: number): Promise<void> {
  for (let from = 0; from < count; from += 5_000) {
    const goods = JSON.stringify(Array.from({ length: Math.min(5_000, count - from) }, (_, index) => goodOf(from + index)));
    await client.query(
      `insert into products (id, slug, title, description, status, created_at, variant_words)
       select id, slug, title, description, 'PUBLISHED', now(), words
       from jsonb_to_recordset($1) g(id uuid, slug text, title text, description text, words text)`,
      [goods],
    );
    await client.query(
      `insert into product_variants (id, product_id, sku, position)
       select id, id, sku, 0 from jsonb_to_recordset($1) g(id uuid, sku text)`,
      [goods],
    );
  }
}

/** What the search was before: stems of English and trigrams of titles, one statement. */
const beforeText = `
  select p.id, (1000000 * (ts_rank(p.search, websearch_to_tsquery('english', $1)) + coalesce(word_similarity($1, p.title), 0)
      + case when exists (select from product_variants v where v.product_id = p.id and v.sku in ($1, upper($1))) then 10 else 0 end))::int as score
  from products p where p.status = 'PUBLISHED' and p.id = any(array(
    select id from products where search @@ websearch_to_tsquery('english', $1)
    union select id from products where $1 <% title
    union select product_id from product_variants where sku in ($1, upper($1))))
  order by score desc, p.id desc limit 21`;

export async function openBefore(url: string): Promise<Side> {
  const client = await connect(url);
  return {
    search: async (words) => (await client.query({ name: 'before', text: beforeText, values: [words] })).rows.length,
    stop: () => client.end(),
  };
}

/** The room, asked as the gateway asks it. */
export async function openNow(url: string): Promise<Side> {
  const room = await start({
    databaseUrl: url,
    remotes: {},
    bus: createLocalEventBus(),
    log: silentLog(),
    background: false,
    publicUrl: 'http://localhost',
    uploadSecret: 'nothing is uploaded',
  });
  const query = 'query Found($words: String) { products(search: $words) { edges { node { id } } } }';
  return {
    search: async (words) => {
      const { data, errors } = await room.execute({ query, variables: { words } }, guest);
      if (errors) throw new Error(`a search failed: ${JSON.stringify(errors)}`);
      const { edges } = (data ?? {})['products'] as { edges: unknown[] };
      return edges.length;
    },
    stop: () => room.stop(),
  };
}
