import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { ConfigError } from './config.ts';
import { createLocalEventBus, type DomainEvent } from './event.ts';
import { type DataSchema, type EventReads, eventReads } from './event-reads.ts';
import { type ReadEvent, reading, subscribe } from './read-event.ts';

const text: DataSchema = { type: 'string' };
const line: DataSchema = { type: 'object', properties: { sku: text, quantity: { type: 'integer' } }, required: ['sku', 'quantity'] };
const schema: DataSchema = {
  type: 'object',
  properties: {
    orderId: { type: 'string', format: 'uuid' },
    email: text,
    lines: { type: 'array', items: line },
    gift: { anyOf: [line, { type: 'null' }] },
  },
  required: ['orderId', 'email', 'lines', 'gift'],
};
const stated: EventReads = {
  consumer: 'shop.on-sold',
  event: 'shop.basket_sold',
  version: 2,
  reads: ['orderId', 'lines[].sku', 'gift.sku'],
};
const orderId = '0198c0de-7a11-7000-8000-000000000007';
const data = { orderId, email: 'ada@example.com', lines: [{ sku: 'MUG', quantity: 1, color: 'red' }], gift: { sku: 'TEA', quantity: 1 } };
const sold: DomainEvent = {
  id: orderId,
  type: 'shop.basket_sold',
  version: 2,
  key: orderId,
  sequence: 3,
  history: false,
  occurredAt: '2026-11-29T00:00:00.000Z',
  data,
};

async function given(event: DomainEvent, to: EventReads = stated): Promise<ReadEvent<unknown>[]> {
  const seen: ReadEvent<unknown>[] = [];
  await reading(to, schema, async (one) => void seen.push(one))(event);
  return seen;
}

it('a handler is given what it states, and nothing beside', async () => {
  expect(await given(sold)).toEqual([{ ...sold, data: { orderId, lines: [{ sku: 'MUG' }], gift: { sku: 'TEA' } } }]);
  expect(await given({ ...sold, data: { ...data, gift: null } }, { ...stated, reads: ['gift', 'lines'] })).toMatchObject([
    { data: { gift: null, lines: [{ sku: 'MUG', quantity: 1 }] } },
  ]);
});

it('another version is refused, and so is what does not fit', async () => {
  await expect(given({ ...sold, version: 3 })).rejects.toThrow('shop.on-sold reads version 2 of shop.basket_sold, not 3');
  for (const wrong of [{ orderId: 'C-1' }, { orderId: undefined }, { lines: [{ quantity: 1 }] }, { lines: null }, { gift: {} }])
    await expect(given({ ...sold, data: { ...data, ...wrong } })).rejects.toThrow('shop.on-sold cannot read shop.basket_sold: ');
});

it('what it does not read may be missing', async () => {
  const { email: _, ...rest } = data;
  expect(await given({ ...sold, data: rest })).toHaveLength(1);
});

it('history comes to those who ask for it', async () => {
  expect(await given({ ...sold, history: true })).toEqual([]);
  expect(await given({ ...sold, history: true }, { ...stated, history: true })).toHaveLength(1);
});

it('a field that no version has is told before anything is read', () => {
  for (const path of ['total', 'lines[].price', 'lines.sku', 'gift.price', 'orderId.x'])
    expect(() => reading({ ...stated, reads: ['orderId', path] }, schema, async () => {})).toThrow(
      `shop.on-sold reads ${path}, which version 2`,
    );
});

it('an event that nobody declares cannot be subscribed to', () => {
  expect(() => subscribe(createLocalEventBus(), stated, async () => {})).toThrow(ConfigError);
});

it('what editors are told of a statement is what is read of it', () => {
  const committed = JSON.parse(readFileSync(new URL('../event-reads.schema.json', import.meta.url), 'utf8')) as unknown;
  expect(committed).toEqual(JSON.parse(JSON.stringify(z.toJSONSchema(eventReads, { io: 'input' }))));
});
