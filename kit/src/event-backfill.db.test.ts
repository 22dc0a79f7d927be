import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { freshDatabase } from '../testing/fresh-database.ts';

const drizzle = fileURLToPath(new URL('../../drizzle/', import.meta.url));

/** A row of the entity with the least that its table asks for. */
const entities = {
  payments: `insert into payments (placement_id, state) values ($1, 'VOIDED')`,
  customers: `insert into customers (id, email) values ($1, $1::uuid || '@example.com')`,
  products: `insert into products (id, slug, title, status, created_at) values ($1, 'p' || left($1::uuid::text, 8), 'Pot', 'DRAFT', now())`,
  orders: `insert into orders (id, email, shipping_address, currency, subtotal_minor, discount_minor, shipping_minor, tax_minor, included_tax_minor, total_minor)
           values ($1, 'a@example.com', '{}', 'USD', 0, 0, 0, 0, 0, 0)`,
};
const [often, never] = ['10000000-0000-4000-8000-000000000001', '20000000-0000-4000-8000-000000000002'];

it.each(Object.entries(entities))(
  'events that %s told before they were numbered get their numbers in the order they were written',
  async (room, entity) => {
    const db = await freshDatabase(room, true);
    const [file = ''] = globSync(`${room}/*_event_sequences.sql`, { cwd: drizzle });
    const statements = readFileSync(drizzle + file, 'utf8').split('--> statement-breakpoint');
    // As it was before: the same tables without what this migration brings.
    await db.query({ text: `alter table ${room} drop column event_sequence` });
    await db.query({ text: 'alter table outbox drop column sequence, drop column history' });
    for (const id of [often, never]) await db.query({ text: entity, values: [id] });
    for (const key of [often, 'gone', often, often])
      await db.query({ text: `insert into outbox (type, version, key, data) values ('shop.happened', 1, $1, '{}')`, values: [key] });

    for (const text of statements) await db.query({ text });
    expect(await db.query({ text: 'select key, sequence, history from outbox order by id' })).toEqual([
      { key: often, sequence: 1, history: false },
      { key: 'gone', sequence: 1, history: false },
      { key: often, sequence: 2, history: false },
      { key: often, sequence: 3, history: false },
    ]);
    const id = room === 'payments' ? 'placement_id' : 'id';
    expect(await db.query({ text: `select ${id} as id, event_sequence as last from ${room} order by ${id}` })).toEqual([
      { id: often, last: 3 },
      { id: never, last: 0 },
    ]);
  },
);
