import { randomUUID } from 'node:crypto';
import { uuidv7 } from '@cartograph/kit/ids';
import type pg from 'pg';
import { orderInput } from './basket.ts';
import type { Buyer } from './shop.ts';
import * as sql from './transaction-sql.ts';

/** The order of floor.sql as a careful monolith writes it: plain statements from Node in one transaction of one database. */
export async function placeInTransaction(db: pg.Client, buyer: Buyer, skus: readonly string[]): Promise<void> {
  await db.query('BEGIN');
  try {
    await place(db, buyer, orderInput(skus));
    await db.query('COMMIT');
  } catch (error) {
    await db.query('ROLLBACK');
    throw error;
  }
}

async function place(db: pg.Client, buyer: Buyer, input: ReturnType<typeof orderInput>): Promise<void> {
  const ask = askOf(db);
  const placement = uuidv7();
  const key = randomUUID();
  const scope = `customer:${buyer.id}`;
  const address = { name: null, line2: null, ...input.shippingAddress };
  if ((await ask(sql.findPlacement, [scope, key])).length > 0) throw new Error('this key was used');
  const price = await readPrice(ask, input.lines);
  const { lines, subtotal, shipping, tax, total } = price;
  const quote = quoteOf(price);
  await ask(sql.insertQuote, [placement, total, quote]);
  await ask(sql.earnPoints, [placement, buyer.id, quote.pointsToEarn]);
  // As late as a charge allows: from here to the end nobody else can sell these SKUs.
  await holdStock(ask, placement, lines);
  const [charged] = await ask<{ reference: string }>(sql.charge, [placement, total]);
  const paid = { placementId: placement, amountMinor: String(total), currency: 'USD' };
  await ask(sql.insertPayment, [placement, buyer.id, total, charged?.reference, placement, paid]);
  const request = { ...requestOf(input, address), email: buyer.email, customerId: buyer.id };
  const variants = lines.map(({ sku, variantId, title }) => ({ sku, variantId, title }));
  const facts = { variants, quote, price: 'DONE', stock: 'DONE', points: 'DONE', tries: 1 };
  await ask(sql.insertPlacement, [placement, scope, key, 'Z0FBQUFBQm5zWlhZV1ZGRkRUUlJDWTBOVVVKQ1ZVVQ', request, facts]);
  const who = { customerId: buyer.id, email: buyer.email };
  const placed = { orderId: placement, ...who, currency: 'USD', totalMinor: String(total), lines: quote.lines };
  const columns = [lines.map((l) => l.sku), lines.map((l) => l.title), lines.map((l) => l.quantity), lines.map((l) => l.unit)];
  const rows = [...columns, lines.map((l) => l.total)];
  await ask(sql.insertOrder, [placement, buyer.id, buyer.email, address, subtotal, shipping, tax, total, ...rows, placement, placed]);
}

const quoteOf = ({ lines, subtotal, shipping, tax, total }: Price) => ({
  currency: 'USD',
  lines: lines.map((line) => ({
    sku: line.sku,
    quantity: line.quantity,
    unitMinor: String(line.unit),
    totalMinor: String(line.total),
    discountMinor: '0',
    taxMinor: String(line.tax),
    includedTaxMinor: '0',
  })),
  subtotalMinor: String(subtotal),
  discountMinor: '0',
  shippingMinor: String(shipping),
  taxMinor: String(tax),
  includedTaxMinor: '0',
  totalMinor: String(total),
  pointsToEarn: Number(subtotal / 100n),
  pointsRedeemed: 0,
});

const requestOf = ({ lines, payment }: ReturnType<typeof orderInput>, shippingAddress: object) => ({
  lines,
  currency: 'USD',
  couponCodes: [],
  shippingAddress,
  paymentToken: payment.token,
  redeemPoints: 0,
  expectedTotalMinor: null,
});

type Ask = <Row extends pg.QueryResultRow>(statement: { name: string; text: string }, values: unknown[]) => Promise<Row[]>;

const askOf =
  (db: pg.Client): Ask =>
  async <Row extends pg.QueryResultRow>(statement: { name: string; text: string }, values: unknown[]) =>
    (await db.query<Row>({ ...statement, values })).rows;

interface Line {
  sku: string;
  quantity: number;
  variantId: string;
  title: string;
  unit: bigint;
  total: bigint;
  tax: bigint;
}

interface Price {
  lines: readonly Line[];
  subtotal: bigint;
  tax: bigint;
  shipping: bigint;
  total: bigint;
}

async function readPrice(ask: Ask, asked: readonly { sku: string; quantity: number }[]): Promise<Price> {
  const read = await ask<{ sku: string; quantity: number; variant_id: string; title: string; unit_minor: string; rate_ppm: number }>(
    sql.readLines,
    [asked.map(({ sku }) => sku), asked.map(({ quantity }) => quantity)],
  );
  if (read.length !== asked.length) throw new Error('not on sale');
  const lines = read.map(({ sku, quantity, variant_id: variantId, title, unit_minor, rate_ppm }): Line => {
    const total = BigInt(unit_minor) * BigInt(quantity);
    return { sku, quantity, variantId, title, unit: BigInt(unit_minor), total, tax: halfUp(total * BigInt(rate_ppm)) };
  });
  const subtotal = lines.reduce((sum, { total }) => sum + total, 0n);
  const tax = lines.reduce((sum, line) => sum + line.tax, 0n);
  const [rate] = await ask<{ flat_minor: string; free_from_minor: string | null }>(sql.readShipping, []);
  if (!rate) throw new Error('not sent there');
  const shipping = rate.free_from_minor !== null && subtotal >= BigInt(rate.free_from_minor) ? 0n : BigInt(rate.flat_minor);
  return { lines, subtotal, tax, shipping, total: subtotal + shipping + tax };
}

async function holdStock(ask: Ask, placement: string, lines: readonly Line[]): Promise<void> {
  const levels = await ask<{ sku: string; location_id: string; priority: number; available: number }>(sql.lockLevels, [
    lines.map(({ sku }) => sku),
  ]);
  const sorted = levels.toSorted((a, b) => a.priority - b.priority);
  const locations = lines.map(({ sku, quantity }) => {
    const level = sorted.find((one) => one.sku === sku && one.available >= quantity);
    if (!level) throw new Error('short of stock');
    return level.location_id;
  });
  const taken = [lines.map(({ sku }) => sku), locations, lines.map(({ quantity }) => quantity)];
  await ask(sql.insertHold, [placement, ...taken]);
  await ask(sql.reserve, taken);
}

/** Of millionths; half a cent goes up, as California has it. */
const halfUp = (millionths: bigint): bigint => (2n * millionths + 1_000_000n) / 2_000_000n;
