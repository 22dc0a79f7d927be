import { freshKey } from '../placing/buy.ts';
import { until } from '../support/until.ts';
import { differences, type Told, tellingOf, toldFields, written } from './compare.ts';
import type { Drawn } from './draw-basket.ts';
import type { MoneyShop } from './open-money-shop.ts';
import { percent } from './percent.ts';
import { type Expected, type Twist, workOut } from './work-out.ts';

const quoteQuery = `query Money($input: QuoteInput!) { quote(input: $input) { ${toldFields} } }`;

/** What the shop quotes; `drawn` as a buyer writes it. */
export async function quoteOf({ shop, token }: MoneyShop, { basket, place, spelled, customer }: Drawn): Promise<Told> {
  const { currency, lines, coupons, points } = basket;
  const destination = place && { country: place.country.toLowerCase(), region: spelled, postalCode: place.postalCode };
  const input = { currencyCode: currency, lines, destination, couponCodes: coupons, redeemPoints: points };
  return (await shop.askFor<{ quote: Told }>(quoteQuery, { input }, customer ? token : undefined)).quote;
}

/** Where a quote differs from what it must be; `twist` makes the judge wrong on purpose. */
export const wrongIn = ({ book }: MoneyShop, { basket }: Drawn, told: Told, twist?: Twist): string[] =>
  differences(told, tellingOf(workOut(book, basket, twist), basket.currency)).map((what) => `${what} (${JSON.stringify(basket)})`);

const limits: Readonly<Record<string, bigint>> = { USD: 500_000n, EUR: 500_000n, GBP: 500_000n, JPY: 750_000n };

/** Can it be bought by the simulator's rules, with no coupon that is refused? */
export function canBeBought({ book }: MoneyShop, { basket, place }: Drawn): boolean {
  const { rejected, total } = workOut(book, basket);
  return place !== null && rejected.length === 0 && total <= (limits[basket.currency] ?? 0n);
}

const buy = `mutation Money($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename
  ... on OrderPlaced { accessToken order { id } } ... on OrderRejected { problems { code message } } } }`;
const read = `query Money($id: ID, $accessToken: String) { order(id: $id, accessToken: $accessToken) {
  totals { subtotal { amount } discount { amount } shipping { amount } tax { amount } includedTax { amount } total { amount } }
  lines { listPrice { amount } unitPrice { amount } total { amount } discount { amount } tax { amount } includedTax { amount } }
  discounts { kind code amount { amount } } taxes { country region percent included taxable { amount } tax { amount } }
  pointsRedeemed pointsEarned payments { status authorized { amount } captured { amount } } } }`;

interface Money {
  amount: string;
}

interface Bought extends Pick<Told, 'discounts' | 'taxes' | 'pointsRedeemed'> {
  totals: Record<'subtotal' | 'discount' | 'shipping' | 'tax' | 'includedTax' | 'total', Money>;
  lines: Record<'listPrice' | 'unitPrice' | 'total' | 'discount' | 'tax' | 'includedTax', Money>[];
  pointsEarned: number;
  payments: { status: string; authorized: Money; captured: Money }[];
}

/** Buys it for exactly what it must cost, and says where the order, its payment and the price that is kept for it differ from that. */
export async function wrongInOrder(money: MoneyShop, drawn: Drawn, buyer: number): Promise<string[]> {
  const { shop, book, token } = money;
  const { basket, customer } = drawn;
  const expected = workOut(book, basket);
  const mine = customer ? token : undefined;
  const { placeOrder } = await shop.askFor<{ placeOrder: { __typename: string; accessToken?: string | null; order?: { id: string } } }>(
    buy,
    { input: purchaseOf(drawn, expected, buyer) },
    mine,
  );
  const { order, accessToken } = placeOrder;
  if (!order) return [`not placed: ${JSON.stringify(placeOrder)} (${JSON.stringify(basket)})`];
  const bought = await until(
    async () => (await shop.askFor<{ order: Bought }>(read, { id: order.id, accessToken }, mine)).order,
    ({ payments }) => payments.every(({ status }) => status === 'CAPTURED'),
  );
  const telling = tellingOf(expected, basket.currency);
  const { discounts, taxes, pointsRedeemed, pointsToEarn } = telling;
  const kept = await keptFor(money, order.id, basket.currency);
  return [
    ...differences(bought, orderOf(telling, customer)),
    ...differences(kept, { lines: telling.lines, discounts, taxes, pointsRedeemed, pointsToEarn }),
  ].map((what) => `order ${order.id}: ${what} (${JSON.stringify(basket)})`);
}

function purchaseOf({ basket, place, spelled, customer }: Drawn, { total }: Expected, buyer: number) {
  return {
    idempotencyKey: `money-${freshKey()}-${buyer}-0123456789`,
    ...(customer ? {} : { email: `money-${buyer}@example.com` }),
    currencyCode: basket.currency,
    lines: basket.lines,
    couponCodes: basket.coupons,
    redeemPoints: basket.points,
    expectedTotal: { amount: written(total, basket.currency), currencyCode: basket.currency },
    shippingAddress: { line1: '1 Main St', city: place?.city, region: spelled, postalCode: place?.postalCode, country: place?.country },
    payment: { token: 'tok_ok' },
    waitMs: 30_000,
  };
}

function orderOf(telling: Told, customer: boolean): Bought {
  const { lines, subtotal, discount, shipping, tax, includedTax, total, discounts, taxes, pointsRedeemed, pointsToEarn } = telling;
  return {
    totals: { subtotal, discount, shipping, tax, includedTax, total },
    lines: lines.map(({ list, unit, ...line }) => ({ ...line, listPrice: list, unitPrice: unit })),
    discounts,
    taxes,
    pointsRedeemed,
    pointsEarned: customer ? pointsToEarn : 0,
    payments: [{ status: 'CAPTURED', authorized: total, captured: total }],
  };
}

/** What pricing keeps of it for ever, as other rooms are told. */
async function keptFor({ shop }: MoneyShop, placementId: string, currency: string) {
  const [kept] = await shop.stack().rooms.pricing.commands.frozenQuotes([{ placementId }]);
  if (!kept?.quote) throw new Error(`nothing is kept of ${placementId}`);
  const { lines, discounts, taxes, pointsRedeemed, pointsToEarn } = kept.quote;
  const money = (minor: bigint | null): Money => ({ amount: written(minor ?? -1n, currency) });
  return {
    lines: lines.map((line) => ({
      list: money(line.listMinor),
      unit: money(line.unitMinor),
      total: money(line.totalMinor),
      discount: money(line.discountMinor),
      tax: money(line.taxMinor),
      includedTax: money(line.includedTaxMinor),
    })),
    discounts: discounts.map(({ kind, code, amountMinor }) => ({ kind, code, amount: money(amountMinor) })),
    taxes: taxes?.map(({ country, region, ratePpm, included, taxableMinor, taxMinor }) => ({
      country,
      region,
      percent: percent(ratePpm),
      included,
      taxable: money(taxableMinor),
      tax: money(taxMinor),
    })),
    pointsRedeemed,
    pointsToEarn,
  };
}
