import { uuidv7 } from '@cartograph/kit/ids';
import { describe, expect, test } from 'vitest';
import { ada, ask, moneyFields, staff, stored, usd } from '#testing/small-shop';

const text = `mutation ($input: SavePromotionInput!) { savePromotion(input: $input) { __typename
  ... on PromotionSaved { promotion { id version code priority used conditions { kind values amount { amount } } effect { kind percent amounts { amount } } } }
  ... on AlreadyExists { existingId path } ... on VersionConflict { currentVersion } ... on InvalidInput { fields { path message } } } }`;
interface Result {
  __typename: string;
  promotion?: { id: string; version: number };
  fields?: { path: string[]; message: string }[];
}
const save = async (input: Record<string, unknown>, caller = staff) => {
  const answer = await ask(text, { input }, caller);
  return { ...answer, result: (answer.data?.['savePromotion'] ?? {}) as Result };
};
const inAll = (amount: number) => ['USD', 'JPY'].map((currencyCode) => ({ amount: String(amount), currencyCode }));
const promotion = (code: string, change: Record<string, unknown> = {}) => ({
  code,
  name: `Promotion ${code}`,
  active: false,
  priority: 100,
  stacking: 'STACKS',
  needsCoupon: false,
  conditions: [],
  effect: { kind: 'PERCENT_OFF', percent: '10' },
  ...change,
});
const quoteFields = `{ total ${moneyFields} discounts { kind code label amount { amount } } trace { rule label } }`;
const quoted = async (caller = staff) => {
  const input = { lines: [{ sku: 'MUG', quantity: 2 }] };
  const { data } = await ask(`query ($input: QuoteInput!) { quote(input: $input) ${quoteFields} }`, { input }, caller);
  return (data as { quote: { total: object; trace: { label: string }[] } } | null)?.quote;
};
const audits = async (id: string | undefined) =>
  stored(`select data from outbox where key = '${id}' and type = 'pricing.change_audited' order by id`);

describe('a promotion', () => {
  test('is saved, counts in the next quote, is replaced by who knows its version, and is written down', async () => {
    const first = await save({ promotion: promotion('summer', { active: true }) });
    expect(first.result).toMatchObject({ __typename: 'PromotionSaved', promotion: { version: 1, code: 'SUMMER', used: 0 } });
    const id = first.result.promotion?.id;
    expect(await quoted()).toMatchObject({
      total: usd('22.50'),
      discounts: [{ kind: 'PROMOTION', code: 'SUMMER', label: 'Promotion summer', amount: { amount: '2.50' } }],
    });
    expect((await save({ promotion: promotion('SUMMER') })).result).toMatchObject({ __typename: 'AlreadyExists', existingId: id });
    const again = { id, expectedVersion: 1, promotion: promotion('SUMMER', { active: true, name: 'Promotion summer' }) };
    expect((await save(again)).result).toMatchObject({ promotion: { version: 1 } });
    const off = { id, expectedVersion: 1, promotion: promotion('SUMMER', { effect: { kind: 'AMOUNT_OFF', amounts: inAll(5) } }) };
    expect((await save(off)).result).toMatchObject({ promotion: { version: 2, effect: { kind: 'AMOUNT_OFF', percent: null } } });
    expect((await save(off)).result).toMatchObject({ __typename: 'VersionConflict', currentVersion: 2 });
    expect(await quoted()).toMatchObject({ total: usd('25.00'), discounts: [] });
    expect(await audits(id)).toHaveLength(2);
    expect((await save({ id: uuidv7(), expectedVersion: 1, promotion: promotion('NONE') })).result.__typename).toBe('NotFound');
  });

  test('with wrong fields is refused with all of them', async () => {
    const usdTwice = [...inAll(1), { amount: '1', currencyCode: 'USD' }];
    const wrong = promotion('a b', {
      name: ' ',
      priority: 0,
      startsAt: '2027-01-02T00:00:00Z',
      endsAt: '2027-01-01T00:00:00Z',
      usageLimit: 0,
      conditions: [
        { kind: 'SUBTOTAL_FROM', amount: { amount: '1.005', currencyCode: 'USD' } },
        { kind: 'WEEKDAYS', values: ['SOMEDAY'] },
        { kind: 'COUNTRIES', values: ['Narnia'] },
        { kind: 'FIRST_ORDER', values: ['yes'] },
        { kind: 'QUANTITY_FROM' },
      ],
      effect: { kind: 'PERCENT_OFF', percent: '100.5', buyQuantity: 2, maximum: usdTwice },
    });
    const { result } = await save({ promotion: wrong });
    expect(result.fields?.map(({ path }) => path.slice(1).join('.'))).toEqual([
      'code',
      'name',
      'priority',
      'endsAt',
      'usageLimit',
      'conditions.0.amount.amount',
      'conditions.1.values.0',
      'conditions.2.values.0',
      'conditions.3.values',
      'conditions.4.quantity',
      'conditions',
      'effect.buyQuantity',
      'effect.percent',
      'effect.maximum.2',
    ]);
    const none = await save({
      promotion: promotion('X', { effect: { kind: 'FIXED_PRICE', amounts: [{ amount: '1', currencyCode: 'USD' }] } }),
    });
    expect(none.result.fields?.map(({ path, message }) => [path.at(-1), message])).toEqual([['amounts', 'amounts must name JPY as well.']]);
    const many = Array.from({ length: 21 }, () => ({ kind: 'FIRST_ORDER' }));
    expect((await save({ promotion: promotion('X', { conditions: many }) })).result.fields).toHaveLength(1);
  });

  test('is staff’s alone', async () => {
    const { errors } = await save({ promotion: promotion('MINE') }, ada);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', scope: 'promotions:write' });
  });

  test('saved by two at once is saved once, and the other one is told', async () => {
    const { result } = await save({ promotion: promotion('RACE') });
    const results = await Promise.all(
      [1, 2, 3, 4].map((priority) => save({ id: result.promotion?.id, expectedVersion: 1, promotion: promotion('RACE', { priority }) })),
    );
    expect(results.map((one) => one.result.__typename).toSorted()).toEqual([
      'PromotionSaved',
      'VersionConflict',
      'VersionConflict',
      'VersionConflict',
    ]);
  });
});

test('promotions are listed by priority and code, searched, and paged', async () => {
  for (const [code, priority] of [
    ['LIST-B', 7],
    ['LIST-A', 7],
    ['LIST-C', 3],
  ] as const)
    await save({ promotion: promotion(code, { priority }) });
  const query = `query ($after: String, $search: String) { promotions(search: $search, active: false, first: 2, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } edges { node { code } } } }`;
  const page = async (after: string | null) => {
    const { data } = await ask(query, { after, search: 'list-' }, staff);
    return data?.['promotions'] as unknown as { totalCount: number; pageInfo: { endCursor: string }; edges: { node: { code: string } }[] };
  };
  const first = await page(null);
  const codes = [...first.edges, ...(await page(first.pageInfo.endCursor)).edges].map(({ node }) => node.code);
  expect([first.totalCount, codes]).toEqual([3, ['LIST-C', 'LIST-A', 'LIST-B']]);
});

describe('a preview', () => {
  const query = `query ($promotion: PromotionInput!, $basket: QuoteInput!) { previewPromotion(promotion: $promotion, basket: $basket) ${quoteFields} }`;
  const preview = async (change: Record<string, unknown>, caller = staff) =>
    ask(query, { promotion: promotion('TRIED', change), basket: { lines: [{ sku: 'MUG', quantity: 2 }] } }, caller);

  test('counts as if it were live, coupon and all, and stores nothing', async () => {
    expect((await preview({ startsAt: '2030-01-01T00:00:00Z' })).data).toMatchObject({ previewPromotion: { total: usd('22.50') } });
    expect((await preview({ needsCoupon: true })).data).toMatchObject({
      previewPromotion: { total: usd('22.50'), discounts: [{ kind: 'COUPON', code: 'TRIED' }] },
    });
    expect(await stored(`select from promotions where code = 'TRIED'`)).toEqual([]);
  });

  test('says why it does not apply, and what is wrong with it', async () => {
    const conditions = [{ kind: 'QUANTITY_FROM', quantity: 3 }];
    expect((await preview({ conditions })).data).toMatchObject({
      previewPromotion: {
        trace: [
          { rule: 'LIST_PRICE' },
          { rule: 'PROMOTION', label: 'promotion TRIED does not apply: it takes 3 of its goods, there are 2' },
        ],
      },
    });
    expect((await preview({ priority: 0 })).errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      argumentName: 'promotion.priority',
    });
    expect((await preview({}, ada)).errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });
});

test('why a promotion does not apply is told to staff, not to buyers', async () => {
  const conditions = [{ kind: 'CUSTOMER_GROUPS', values: ['insiders'] }];
  const { result } = await save({ promotion: promotion('SECRET', { active: true, conditions }) });
  const labels = async (caller: typeof staff) => (await quoted(caller))?.trace.map(({ label }) => label);
  expect(await labels(ada)).toEqual(['list price']);
  expect(await labels(staff)).toEqual(['list price', 'promotion SECRET does not apply: it is for the groups insiders']);
  await save({ id: result.promotion?.id, expectedVersion: 1, promotion: promotion('SECRET') });
});
