import { audited, changeAuditedIn } from '@cartograph/kit/audit';
import { createLocalEventBus, type DomainEvent } from '@cartograph/kit/event';
import { uuidv7 } from '@cartograph/kit/ids';
import { subscribe } from '@cartograph/kit/read-event';
import { beforeAll, describe, expect, it } from 'vitest';
import { listEntries } from '#audit/list-entries';
import { onChangeAudited, reads } from '#audit/on-change-audited';
import { openShop, type Shop } from '#testing/shop';

let shop: Shop;
const bus = createLocalEventBus();
beforeAll(async () => {
  shop = await openShop();
  await subscribe(bus, reads, onChangeAudited(shop.db));
});

const ann = uuidv7();
const declared = changeAuditedIn('customers');

/** An event as a room's relay publishes it. */
function told(of: { action: string; entityType?: string; entityId?: string; actorId?: string | null; at?: string }): DomainEvent {
  const { action, entityType = 'Product', entityId = 'p1', actorId = ann, at = '2026-11-30T12:00:00.000Z' } = of;
  const author = { id: actorId, name: actorId === null ? 'npm run admin' : 'ann@shop.test', client: '192.0.2.7', requestId: 'r1' };
  const [event] = audited(declared, author, { action, entityType, entityId, before: { title: 'Mug' }, after: { title: 'Cup' } });
  if (!event) throw new Error('nothing was changed');
  return { ...event, id: uuidv7(), history: false, occurredAt: at };
}

const page = async (...args: Parameters<typeof listEntries> extends [unknown, ...infer Rest] ? Rest : never) => {
  const { edges, pageInfo, totalCount } = await listEntries(shop.db, ...args);
  return { actions: edges.map(({ node }) => node.action), pageInfo, total: await totalCount() };
};

describe('the log of what staff changed', () => {
  it('has a change once, however often it is told, and as history too', async () => {
    const event = told({ action: 'once' });
    for (const again of [event, event, { ...event, history: true }]) await bus.publish(again);
    const { edges } = await listEntries(shop.db, { action: 'once' }, {});
    expect(edges.map(({ node }) => node)).toEqual([
      expect.objectContaining({
        id: event.id,
        room: 'customers',
        actorId: ann,
        actorName: 'ann@shop.test',
        ip: '192.0.2.7',
        entityType: 'Product',
        entityId: 'p1',
        changes: [{ field: 'title', before: 'Mug', after: 'Cup' }],
        requestId: 'r1',
        occurredAt: new Date('2026-11-30T12:00:00.000Z'),
      }),
    ]);
  });

  it('can be changed by nobody, and nothing of it is ever removed', async () => {
    await bus.publish(told({ action: 'kept' }));
    for (const text of ['update audit_entries set changes = null', 'delete from audit_entries', 'truncate audit_entries'])
      await expect(shop.db.query({ text })).rejects.toThrow('the log of changes is append only');
    expect((await page({ action: 'kept' }, {})).total).toBe(1);
  });

  it('pages both ways without a gap, also where many changes fall on one moment', async () => {
    for (let index = 0; index < 7; index += 1) await bus.publish(told({ action: `many${index}`, entityId: 'many' }));
    const all: string[] = [];
    let after: string | null = null;
    do {
      const { actions, pageInfo } = await page({ entityId: 'many' }, { first: 3, after });
      all.push(...actions);
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect([...all].sort()).toEqual(Array.from({ length: 7 }, (_, index) => `many${index}`));
    const back = await page({ entityId: 'many' }, { last: 3 });
    expect(back.actions).toEqual(all.slice(-3));
    expect((await page({ entityId: 'many' }, { last: 3, before: back.pageInfo.startCursor })).actions).toEqual(all.slice(-6, -3));
  });

  it('is found by who, what, of which thing and when; each filter reads its index, and not the log', async () => {
    const bob = uuidv7();
    await bus.publish(told({ action: 'saveGift', entityType: 'Gift', entityId: 'g1', actorId: bob, at: '2026-10-01T00:00:00.000Z' }));
    const gift = { total: 1, actions: ['saveGift'] };
    const october = { after: new Date('2026-10-01T00:00:00Z'), before: new Date('2026-11-01T00:00:00Z') };
    for (const filter of [
      { actorId: bob },
      { action: 'saveGift' },
      { entityType: 'Gift', entityId: 'g1' },
      { entityType: 'Gift' },
      october,
    ])
      expect(await page(filter, {})).toMatchObject(gift);
    expect(await page({ actorId: bob, action: 'other' }, {})).toMatchObject({ total: 0 });
    await shop.db.query({
      text: `insert into audit_entries (id, occurred_at, room, actor_id, actor_name, action, entity_type, entity_id, changes)
             select uuidv7(), timestamptz '2026-01-01' + n * interval '1 minute', 'products', uuidv7(), 'x', 'act' || n % 500, 'T' || n % 500, n::text, '[]'
             from generate_series(1, 20000) n`,
    });
    await shop.db.query({ text: 'analyze audit_entries' });
    const indexes = { actor_id: bob, action: 'saveGift', entity_id: 'g1', entity_type: 'Gift' };
    for (const [column, value] of Object.entries(indexes)) {
      const plan = await shop.db.query<{ 'QUERY PLAN': string }>({
        text: `explain select id from audit_entries where ${column} = '${value}' order by occurred_at desc, id desc limit 51`,
      });
      expect(plan.map((row) => row['QUERY PLAN']).join('\n')).not.toContain('Seq Scan');
    }
  });

  it('refuses a filter that fits nothing, and a cursor of another list', async () => {
    const code = { extensions: { code: 'BAD_USER_INPUT' } };
    for (const filter of [{ actorId: 'ann' }, { action: 'a\0' }, { entityId: 'x'.repeat(1_001) }])
      await expect(listEntries(shop.db, filter, {})).rejects.toMatchObject(code);
    await expect(listEntries(shop.db, {}, { after: 'bm9uc2Vuc2U' })).rejects.toMatchObject(code);
  });
});
