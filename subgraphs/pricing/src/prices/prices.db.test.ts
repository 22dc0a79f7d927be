import { uuidv7 } from '@cartograph/kit/ids';
import { describe, expect, test } from 'vitest';
import { ada, ask, room, staff, statementsOf, stored, usd } from '#testing/small-shop';

const listFields =
  '{ __typename ... on PriceListSaved { priceList { id version code priority customerGroupCodes } } ... on Problem { code message } ... on InvalidInput { fields { path } } ... on VersionConflict { currentVersion } ... on AlreadyExists { existingId } }';
const saveList = async (input: Record<string, unknown>, caller = staff) => {
  const answer = await ask(`mutation ($input: SavePriceListInput!) { savePriceList(input: $input) ${listFields} }`, { input }, caller);
  return { ...answer, result: (answer.data?.['savePriceList'] ?? {}) as Record<string, never> & { priceList?: { id: string } } };
};
const set = async (prices: Record<string, unknown>[], caller = staff) => {
  const answer = await ask(
    `mutation ($input: SetPricesInput!) { setPrices(input: $input) { __typename ... on InvalidInput { fields { path message } }
      ... on PricesSet { prices { id version priceList { code } breaks { minQuantity unit { amount } } compareAt { amount } validFrom validTo }
        refused { index problem { code message ... on AlreadyExists { existingId } ... on InvalidInput { fields { path } } } } } } }`,
    { input: { prices } },
    caller,
  );
  return { ...answer, result: (answer.data?.['setPrices'] ?? {}) as { prices: { id: string; version: number }[]; refused: unknown[] } };
};
const priceOf = async (sku: string, caller = ada, quantity = 1) => {
  const { data } = await ask(
    `query ($of: [_Any!]!, $quantity: Int) { _entities(representations: $of) { ... on ProductVariant { price(quantity: $quantity) {
      unit { amount } list { amount } total { amount } compareAt { amount } lowestPrior { amount } isPublic } } } }`,
    { of: [{ __typename: 'ProductVariant', sku }], quantity },
    caller,
  );
  return (data as { _entities?: { price: Record<string, unknown> | null }[] } | null)?._entities?.[0]?.price;
};
const one = (unit: string) => [{ minQuantity: 1, unit }];
const inTrade = async (customerId: string) =>
  stored(`insert into customer_groups (customer_id, codes, sequence) values ('${customerId}', '{trade}', 1) on conflict do nothing`);

describe('price lists', () => {
  test('are created once, changed by who knows their version, and the same again changes nothing', async () => {
    const state = { code: 'wholesale', name: 'Wholesale', currencyCode: 'USD', priority: 100, customerGroupCodes: ['trade', 'trade'] };
    const first = await saveList(state);
    expect(first.result).toMatchObject({ __typename: 'PriceListSaved', priceList: { version: 1, customerGroupCodes: ['trade'] } });
    const id = first.result.priceList?.id;
    expect((await saveList(state)).result).toMatchObject({ __typename: 'AlreadyExists', existingId: id });
    expect((await saveList({ ...state, id, expectedVersion: 1 })).result).toMatchObject({ priceList: { version: 1 } });
    expect((await saveList({ ...state, id, expectedVersion: 1, priority: 90 })).result).toMatchObject({ priceList: { version: 2 } });
    expect((await saveList({ ...state, id, expectedVersion: 1, priority: 80 })).result).toMatchObject({
      __typename: 'VersionConflict',
      currentVersion: 2,
    });
    expect((await saveList({ ...state, code: 'other', id: uuidv7(), expectedVersion: 1 })).result).toMatchObject({
      __typename: 'NotFound',
    });
  });

  test('tell every wrong field at once', async () => {
    const { result } = await saveList({
      code: 'With Blanks',
      name: '',
      currencyCode: 'USD',
      priority: 0,
      customerGroupCodes: ['ok', 'not ok'],
      validFrom: '2026-07-01T00:00:00Z',
      validTo: '2026-06-01T00:00:00Z',
    });
    expect(result).toMatchObject({
      __typename: 'InvalidInput',
      fields: [['code'], ['name'], ['priority'], ['customerGroupCodes', '1'], ['validTo']].map((path) => ({ path })),
    });
  });

  test('keep their currency once they have prices', async () => {
    const { result } = await saveList({ code: 'fixed', name: 'Fixed', currencyCode: 'USD', priority: 900 });
    await set([{ sku: 'POT', priceListCode: 'fixed', breaks: one('9.00') }]);
    const changed = { id: result.priceList?.id, expectedVersion: 1, code: 'fixed', name: 'Fixed', currencyCode: 'EUR', priority: 900 };
    expect((await saveList(changed)).result).toMatchObject({ __typename: 'InvalidInput', fields: [{ path: ['currencyCode'] }] });
  });

  test('are for staff alone, and say which scope is missing', async () => {
    const { errors } = await saveList({ code: 'x', name: 'X', currencyCode: 'USD', priority: 1 }, ada);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', scope: 'prices:write' });
    expect((await ask('{ priceLists { code } }', {}, ada)).errors?.[0]?.extensions).toMatchObject({ scope: 'prices:read' });
    const { data } = await ask('{ priceLists { code currencyCode } }', {}, staff);
    expect(data?.['priceLists']).toEqual(expect.arrayContaining([{ code: 'default-jpy', currencyCode: 'JPY' }]));
  });
});

describe('prices', () => {
  test('of a group are charged to its members alone, and are not public', async () => {
    await saveList({ code: 'trade', name: 'Trade', currencyCode: 'USD', priority: 50, customerGroupCodes: ['trade'] });
    await set([
      { sku: 'BOWL', priceListCode: 'default-usd', breaks: one('10.00') },
      { sku: 'BOWL', priceListCode: 'trade', breaks: [...one('8.00'), { minQuantity: 10, unit: '7.00' }] },
    ]);
    const member = { ...ada, customerId: uuidv7() };
    await inTrade(member.customerId);
    expect(await priceOf('BOWL', ada)).toMatchObject({ unit: { amount: '10.00' }, isPublic: true });
    expect(await priceOf('BOWL', member, 10)).toMatchObject({ unit: { amount: '7.00' }, list: { amount: '8.00' }, isPublic: false });
    const quote = 'query ($input: QuoteInput!) { quote(input: $input) { total { amount currencyCode } trace { rule } } }';
    const input = { lines: [{ sku: 'BOWL', quantity: 1 }] };
    expect((await ask(quote, { input }, member)).data?.['quote']).toEqual({
      total: usd('8.00'),
      trace: [{ rule: 'LIST_PRICE' }, { rule: 'PRICE_LIST' }],
    });
    expect((await ask(quote, { input }, ada)).data?.['quote']).toMatchObject({ total: usd('10.00') });
    const freeze = { currency: 'USD' as const, lines: input.lines, destination: null, couponCodes: [], redeemPoints: 0, buyerKey: null };
    const frozen = await room.commands.freezeQuotes(
      [member.customerId, null].map((customerId) => ({ ...freeze, customerId, placementId: uuidv7() })),
    );
    expect(frozen.map(({ quote: price }) => price?.totalMinor)).toEqual([800n, 1000n]);
  });

  test('are each set for itself, once, whoever says it again', async () => {
    const prices = [
      { sku: 'VASE', priceListCode: 'default-usd', breaks: one('30.00') },
      { sku: 'VASE', priceListCode: 'default-jpy', breaks: one('4500.5') },
      { sku: 'VASE', priceListCode: 'default-usd', breaks: one('31.00'), validFrom: '2026-06-01T00:00:00Z' },
    ];
    const first = await set(prices);
    expect(first.result.prices).toMatchObject([{ version: 1, priceList: { code: 'default-usd' } }]);
    expect(first.result.refused).toMatchObject([
      { index: 1, problem: { code: 'INVALID_INPUT', fields: [{ path: ['prices', '1', 'breaks', '0', 'unit'] }] } },
      { index: 2, problem: { code: 'ALREADY_EXISTS', existingId: first.result.prices[0]?.id } },
    ]);
    const again = await set(prices);
    expect(again.result.prices).toEqual(first.result.prices);
  });

  test('that are reduced say what they cost before, and the lowest of the 30 days before', async () => {
    const [made] = (await set([{ sku: 'CUP', priceListCode: 'default-usd', breaks: one('20.00') }])).result.prices;
    await stored(`update price_entries set changed_at = now() - interval '60 days' where sku = 'CUP'`);
    await stored(`update price_lists set changed_at = now() - interval '90 days' where code = 'default-usd'`);
    const lower = { sku: 'CUP', priceListCode: 'default-usd', breaks: one('15.00'), compareAt: '25.00', id: made?.id, expectedVersion: 1 };
    expect((await set([lower])).result.prices).toMatchObject([{ version: 2, compareAt: { amount: '25.00' } }]);
    expect(await priceOf('CUP')).toMatchObject({
      unit: { amount: '15.00' },
      compareAt: { amount: '25.00' },
      lowestPrior: { amount: '20.00' },
    });
  });

  test('of two staff at once: one is set, the other is told', async () => {
    const [made] = (await set([{ sku: 'DISH', priceListCode: 'default-usd', breaks: one('20.00') }])).result.prices;
    const bids = ['19.00', '18.00', '17.00', '16.00'];
    const change = (unit: string) =>
      set([{ sku: 'DISH', priceListCode: 'default-usd', breaks: one(unit), id: made?.id, expectedVersion: 1 }]);
    const answers = await Promise.all(bids.map(change));
    expect(answers.filter(({ result }) => result.prices.length === 1)).toHaveLength(1);
    expect(answers.flatMap(({ result }) => result.refused)).toMatchObject(
      bids.slice(1).map(() => ({ problem: { code: 'VERSION_CONFLICT' } })),
    );
  });

  test('never overlap, even for who goes around the shop', async () => {
    await set([{ sku: 'JUG', priceListCode: 'default-usd', breaks: one('20.00') }]);
    const copy = `insert into price_entries (list_id, currency, sku, break_quantities, break_units_minor, valid_from)
      select list_id, currency, sku, break_quantities, break_units_minor, now() from price_entries where sku = 'JUG'`;
    await expect(stored(copy)).rejects.toMatchObject({ constraint: 'price_entries_never_overlap' });
  });

  test('of 200 SKUs take as many statements as of one; 201 are refused', async () => {
    const rows = (many: number, name: string) =>
      Array.from({ length: many }, (_, index) => ({ sku: `${name}-${index}`, priceListCode: 'default-usd', breaks: one('1.00') }));
    const single = await statementsOf(() => set(rows(1, 'ONE')));
    expect(await statementsOf(() => set(rows(200, 'MANY')))).toBe(single);
    expect((await set(rows(201, 'MORE'))).result).toMatchObject({ __typename: 'InvalidInput', fields: [{ path: ['prices'] }] });
  });

  test('are told with who set them, once', async () => {
    const counted = async () =>
      stored<{ type: string; data: Record<string, never> }>(
        `select type, data from outbox where data::text like '%"KETTLE"%' or key like '%KETTLE' order by id`,
      );
    const row = { sku: 'KETTLE', priceListCode: 'default-usd', breaks: one('40.00') };
    await set([row]);
    await set([row]);
    expect(await counted()).toMatchObject([
      { type: 'pricing.price_changed', data: { items: [{ sku: 'KETTLE', prices: [{ currency: 'USD', unitMinor: '4000', to: null }] }] } },
      { type: 'pricing.change_audited', data: { action: 'setPrices', actorName: 'staff@example.com', entityId: 'default-usd KETTLE' } },
    ]);
  });

  test('of a SKU are told to staff by list and time', async () => {
    const query = `query ($of: [_Any!]!, $at: DateTime) { _entities(representations: $of) { ... on ProductVariant { prices(at: $at) {
      priceList { code } breaks { unit { amount } } validFrom } } } }`;
    await set([
      { sku: 'LID', priceListCode: 'default-usd', breaks: one('5.00'), validTo: '2027-01-01T00:00:00Z' },
      { sku: 'LID', priceListCode: 'default-usd', breaks: one('6.00'), validFrom: '2027-01-01T00:00:00Z' },
    ]);
    const of = [{ __typename: 'ProductVariant', sku: 'LID' }];
    const unitsOf = (data: unknown) =>
      (data as { _entities: { prices: { breaks: { unit: { amount: string } }[] }[] }[] })._entities[0]?.prices.map(
        ({ breaks }) => breaks[0]?.unit.amount,
      );
    expect(unitsOf((await ask(query, { of }, staff)).data)).toEqual(['5.00', '6.00']);
    expect(unitsOf((await ask(query, { of, at: '2027-01-01T00:00:00Z' }, staff)).data)).toEqual(['6.00']);
    expect((await ask(query, { of }, ada)).errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });
});
