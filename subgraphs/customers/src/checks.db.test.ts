import { beforeEach, describe, expect, it } from 'vitest';
import { checks } from '#checks';
import { ada, grace, openShop, type Shop } from '#testing/shop';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
  await shop.grant(ada, 100);
  await shop.awardPoints([await shop.order(ada, 10, 7)]);
  await shop.order(ada, 10, 3);
  await shop.hold(ada, 20);
});

async function violatedBy(...planted: string[]): Promise<string[]> {
  expect(await shop.violations()).toEqual([]);
  for (const text of planted) await shop.db.query({ text });
  const found = await Promise.all(checks.own.map(async ({ name, sql }) => ({ name, rows: await shop.db.query({ text: sql }) })));
  for (const { rows } of found) for (const row of rows) expect(row['detail']).toEqual(expect.any(String));
  return found.filter(({ rows }) => rows.length > 0).map(({ name }) => name);
}

const unlocked = (constraint: string) => `alter table loyalty_accounts drop constraint loyalty_accounts_${constraint}`;

describe('the doctor finds', () => {
  it('a group that there is not, and a log that can be changed', async () => {
    expect(await violatedBy(`update customers set group_codes = '{nobody}' where id = '${ada}'`)).toEqual(['groups_are_there']);
    await shop.db.query({ text: `update customers set group_codes = '{}'` });
    expect(await violatedBy('alter table audit_entries disable trigger audit_entries_append_only')).toEqual(['log_is_append_only']);
  });

  it('points that no entry explains', async () => {
    expect(await violatedBy('update loyalty_accounts set available = available + 1')).toEqual(['balance_matches_ledger']);
  });

  it('pending points that no entry explains', async () => {
    expect(await violatedBy('update loyalty_accounts set pending = pending + 1')).toEqual(['pending_matches_ledger']);
  });

  it('a tier that was not earned', async () => {
    expect(await violatedBy('update loyalty_accounts set lifetime = 5000')).toEqual(['lifetime_matches_ledger']);
  });

  it('an entry that no balance shows', async () => {
    const planted = `insert into loyalty_entries (customer_id, kind, points, pending, grant_key) values ('${grace}', 'GRANT', 5, 0, 'x')`;
    expect(await violatedBy(planted)).toEqual(['balance_matches_ledger', 'lifetime_matches_ledger']);
  });

  it('reserved points that no placement holds', async () => {
    const planted = `update point_holds set state = 'RELEASED' where state = 'HELD'`;
    expect(await violatedBy(planted)).toEqual(['reserved_matches_holds']);
  });

  it('a balance below zero, and points available in debt', async () => {
    expect(await violatedBy(unlocked('available_not_negative'), 'update loyalty_accounts set available = -1')).toContain(
      'balances_not_negative',
    );
    await shop.db.query({ text: unlocked('nothing_available_in_debt') });
    await shop.db.query({ text: 'update loyalty_accounts set available = 5, debt = 5' });
    expect((await shop.violations()).some((detail) => detail.includes('debt 5'))).toBe(true);
  });

  it('an order that earned twice', async () => {
    const again = `insert into loyalty_entries (customer_id, placement_id, kind, points, pending)
                   select customer_id, placement_id, kind, points, pending from loyalty_entries where kind = 'ACCRUAL_CONFIRMED'`;
    const planted = ['alter table loyalty_entries drop constraint loyalty_entries_once_a_placement', again];
    expect(await violatedBy(...planted)).toContain('one_entry_of_a_kind_an_order');
  });

  it('a settled placement that was not booked, and a booking without a placement', async () => {
    const planted = `update point_holds set state = 'REVERSED' where state = 'COMMITTED' and awarded_at is null`;
    expect(await violatedBy(planted)).toEqual(['entries_match_holds']);
    const entry = `insert into loyalty_entries (customer_id, placement_id, kind, points, pending)
                   values ('${ada}', uuidv7(), 'ACCRUAL_PENDING', 0, 5)`;
    await shop.db.query({ text: entry });
    expect((await shop.violations()).filter((detail) => detail.includes('no hold'))).toHaveLength(1);
  });

  it('a customer without an account', async () => {
    const planted = `insert into customers (email) values ('ghost@example.com')`;
    expect(await violatedBy(planted)).toEqual(['every_customer_has_an_account']);
  });

  it('an event that the row of its customer does not count', async () => {
    const planted = `insert into outbox (type, version, key, sequence, data) values ('customers.customer_registered', 1, '${ada}', 1, '{}')`;
    expect(await violatedBy(planted)).toEqual(['events_are_numbered_without_a_gap']);
  });
});

describe('the ledger', () => {
  it('cannot be changed afterwards', async () => {
    for (const text of ['update loyalty_entries set points = 0', 'delete from loyalty_entries', 'truncate loyalty_entries'])
      await expect(shop.db.query({ text })).rejects.toThrow('append only');
  });

  it('lists what other rooms compare', async () => {
    const readings = await shop.db.query({ text: checks.readings['point_holds'] ?? '' });
    expect(readings.map(({ state }) => String(state)).sort()).toEqual(['COMMITTED', 'COMMITTED', 'HELD']);
  });
});
