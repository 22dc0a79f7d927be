import { beforeAll, expect, test } from 'vitest';
import { type OpenExchange, openExchange } from '../testing/open-exchange.ts';

let one: OpenExchange;
let other: OpenExchange;
const list = 'default-usd';

/** Each has the promotion SPRING and a price, and is empty but for them. */
beforeAll(async () => {
  [one, other] = [await openExchange(), await openExchange()];
  for (const { rooms } of [one, other])
    await rooms.pricing.commands.importPricing({
      prices: [{ sku: 'KNOWN', currency: 'USD', listMinor: 100n, breaks: [] }],
      coupons: [{ code: 'SPRING', basisPoints: 1_000 }],
    });
}, 300_000);

test('prices come in with breaks and dates, go out as they came, and are the same in another shop', async () => {
  const file = [
    '\uFEFFsku;priceListCode;price;compareAt;validFrom;validTo',
    `MUG;${list};12.50|10:11.00|50:9.90;15.00;;2031-01-01`,
    `MUG;${list};13;;2031-01-01;`,
    `"TEA ""GREEN""";${list};0.5;;;`,
    '',
  ].join('\r\n');
  expect(await one.bring('PRICES', file, true)).toEqual({ told: '3 rows: 3 changed, 0 refused', refusals: [] });
  expect((await one.take('PRICES')).split('\r\n')).toHaveLength(3);
  expect(await one.bring('PRICES', file)).toEqual({ told: '3 rows: 3 changed, 0 refused', refusals: [] });
  expect((await one.bring('PRICES', file)).told).toBe('3 rows: 0 changed, 0 refused');
  const out = await one.take('PRICES');
  expect(out).toContain(`MUG,${list},12.50|10:11.00|50:9.90,15.00,,2031-01-01T00:00:00.000Z\r\n`);
  expect((await other.bring('PRICES', out)).told).toBe('4 rows: 3 changed, 0 refused');
  expect(await other.take('PRICES')).toBe(out);
});

test('a column that a file of prices does not have stays as it is, and one that is empty is cleared', async () => {
  await one.bring('PRICES', `sku,priceListCode,price,compareAt,validTo\nCUP,${list},12,15,2031-01-01\n`);
  await one.bring('PRICES', `sku,priceListCode,price\nCUP,${list},11\n`);
  expect(await one.take('PRICES')).toContain(`CUP,${list},11.00,15.00,,2031-01-01T00:00:00.000Z`);
  await one.bring('PRICES', `sku,priceListCode,price,compareAt\nCUP,${list},11,\n`);
  expect(await one.take('PRICES')).toContain(`CUP,${list},11.00,,,2031-01-01T00:00:00.000Z`);
});

test('each price that is wrong is told with its row, its column and what is allowed', async () => {
  const rows = [
    `A,${list},-1,,,`,
    `B,${list},1.999,,,`,
    `C,${list},1e9,,,`,
    `D,nowhere,1,,,`,
    `E,${list},5|10:6,,,`,
    `F,${list},5,4,,`,
    `G,${list},5,,2031-01-01,2030-01-01`,
    `H,${list},5,,31.12.2030,`,
    `I,${list},,,,`,
    `J,${list},5`,
    `K,${list},1,,,`,
    `K,${list},2,,,`,
    `K,${list},3,,2031-01-01,`,
    `L,${list},"12,50",,,`,
  ];
  const file = Buffer.concat([
    Buffer.from(`sku,priceListCode,price,compareAt,validFrom,validTo\n${rows.join('\n')}\n`),
    Buffer.from(`M\xfc,${list},5,,,\n`, 'latin1'),
  ]);
  const { told, refusals } = await one.bring('PRICES', file);
  expect(told).toBe('15 rows: 1 changed, 14 refused');
  const price = 'price must be a number such as 12.50, with what each costs from a quantity on behind it, such as 12.50|10:11.00|50:9.90.';
  expect(refusals).toEqual([
    `2,A in ${list},price,price: unit must not be below zero.`,
    `3,B in ${list},price,price: unit must have at most 2 decimals in USD.`,
    `4,C in ${list},price,"${price}"`,
    expect.stringMatching(
      /^5,D in nowhere,priceListCode,"priceListCode must be the code of a price list\. Allowed are .*default-usd/,
    ) as string,
    `6,E in ${list},price,price: unit must fall from break to break.`,
    `7,F in ${list},compareAt,compareAt must be more than the price: it is what it cost before.`,
    expect.stringContaining(`8,G in ${list} from 2031-01-01T00:00:00.000Z,validTo,`) as string,
    `9,H in ${list},validFrom,validFrom must be a time such as 2026-01-31T12:00:00Z.`,
    `10,I in ${list},price,price must not be empty.`,
    expect.stringMatching(/^11,,,"The row has 3 values/) as string,
    `13,K in ${list},,"Row 12 has this key too, and the first one counts."`,
    expect.stringContaining(`14,K in ${list} from 2031-01-01T00:00:00.000Z,validFrom,K has a price in`) as string,
    `15,L in ${list},price,"${price}"`,
    expect.stringMatching(/^16,.*sku,sku is not UTF-8: save the file with that encoding\.$/) as string,
  ]);
});

test('codes come in, go out as they came, and keep what a file does not say; how often they were used is never taken', async () => {
  const file = 'code,promotionCode,active,usageLimit,endsAt\nten-1,SPRING,true,5,2031-01-01\nTEN-2,spring,false,,\n';
  expect(await one.bring('COUPONS', file, true)).toEqual({ told: '2 rows: 2 changed, 0 refused', refusals: [] });
  expect(await one.bring('COUPONS', file)).toEqual({ told: '2 rows: 2 changed, 0 refused', refusals: [] });
  expect((await one.bring('COUPONS', file)).told).toBe('2 rows: 0 changed, 0 refused');
  await one.bring('COUPONS', 'code,promotionCode,usageLimit\nTEN-1,SPRING,7\n');
  const out = await one.take('COUPONS');
  expect(out).toContain('TEN-1,SPRING,true,7,2031-01-01T00:00:00.000Z,0\r\n');
  expect(out).toContain('TEN-2,SPRING,false,,,0\r\n');
  const forged = out.replace('00.000Z,0\r\n', '00.000Z,99\r\n');
  expect((await other.bring('COUPONS', forged)).refusals).toEqual([]);
  expect(await other.take('COUPONS')).toBe(out);
  await one.bring('COUPONS', 'code,promotionCode,usageLimit\nTEN-1,SPRING,\n');
  expect(await one.take('COUPONS')).toContain('TEN-1,SPRING,true,,2031');
});

test('each code that is wrong is told with its row and its column', async () => {
  const { refusals } = await one.bring(
    'COUPONS',
    'code,promotionCode,active,usageLimit\nA B,SPRING,true,\nC,NOPE,true,\nD,SPRING,perhaps,\nE,SPRING,,\nF,SPRING,true,0\nG,SPRING,true,1e9\ng,SPRING,true,1\n,SPRING,true,\n',
  );
  expect(refusals.map((line) => line.split(',').slice(0, 3).join())).toEqual([
    '2,A B,code',
    '3,C,promotionCode',
    '4,D,active',
    '5,E,active',
    '6,F,usageLimit',
    '7,G,usageLimit',
    '9,,code',
  ]);
});
