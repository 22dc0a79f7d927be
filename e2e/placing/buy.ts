import type { DemoShop } from '../support/demo-shop.ts';

interface Money {
  amount: string;
  currencyCode: string;
}

/** A refusal with all that its type may carry. */
export interface Problem {
  __typename: string;
  code: string;
  message: string;
  path?: string[];
  fields?: { path: string[]; message: string; allowed: string[] | null }[];
  sku?: string;
  shortages?: { sku: string; requested: number; available: number }[];
  declineCode?: string;
  requested?: number;
  available?: number;
  coupon?: string;
  reason?: string;
  expected?: Money;
  actual?: Money;
  cart?: { id: string } | null;
}

export interface PlacedOrder {
  id: string;
  number: string;
  email: string;
  status: string;
  totals: Record<'subtotal' | 'discount' | 'shipping' | 'tax' | 'total', Money>;
}

export interface Answer {
  __typename: 'OrderPlaced' | 'OrderPending' | 'OrderRejected' | 'PaymentActionRequired';
  replayed?: boolean;
  accessToken?: string | null;
  order?: PlacedOrder;
  placement: { id: string; status: string } | null;
  problems?: Problem[];
  retryable?: boolean;
  redirectUrl?: string;
}

export const problemFields = `__typename code message
  ... on InvalidInput { path fields { path message allowed } } ... on ItemUnavailable { sku } ... on InsufficientStock { shortages { sku requested available } }
  ... on PaymentDeclined { declineCode } ... on InsufficientPoints { requested available } ... on CouponRejected { coupon reason }
  ... on PriceChanged { expected { amount currencyCode } actual { amount currencyCode } } ... on CartConflict { cart { id } }`;

const mutation = `mutation Buy($input: PlaceOrderInput!) {
  placeOrder(input: $input) {
    __typename
    ... on OrderPlaced {
      replayed accessToken placement { id status }
      order {
        id number email status
        totals {
          subtotal { amount currencyCode } discount { amount currencyCode } shipping { amount currencyCode }
          tax { amount currencyCode } total { amount currencyCode }
        }
      }
    }
    ... on OrderPending { accessToken placement { id status } }
    ... on OrderRejected { retryable placement { id status } problems { ${problemFields} } }
    ... on PaymentActionRequired { redirectUrl accessToken placement { id status } }
  }
}`;

export const oakland = { line1: '1 Market St', city: 'Oakland', region: 'CA', postalCode: '94607', country: 'US' };

let keys = 0;
/** A key that nobody has used. */
export const freshKey = (): string => `nobody-guesses-${process.pid}-${Date.now()}-${(keys += 1)}`;

export type Wish = Record<string, unknown>;

/** placeOrder as a client sends it: what the test does not say is a mug to Oakland, paid with tok_ok, under a new key. */
export async function buy(shop: DemoShop, wish: Wish, token?: string): Promise<Answer> {
  const { placeOrder } = await shop.askFor<{ placeOrder: Answer }>(mutation, { input: purchaseOf(wish) }, token);
  return placeOrder;
}

/** A guest's, who has an address unless the test says otherwise. */
export const buyAsGuest = (shop: DemoShop, wish: Wish = {}): Promise<Answer> => buy(shop, { email: 'linus@example.com', ...wish });

export function purchaseOf({ payment = 'tok_ok', ...wish }: Wish): Wish {
  const lines = 'cartId' in wish || 'lines' in wish ? {} : { lines: [{ sku: 'MUG-CLASSIC', quantity: 1 }] };
  return {
    idempotencyKey: freshKey(),
    shippingAddress: oakland,
    ...lines,
    payment: typeof payment === 'string' ? { token: payment } : payment,
    ...wish,
  };
}

/** The order of an answer that must be OrderPlaced. */
export function orderOf(answer: Answer): PlacedOrder {
  if (!answer.order) throw new Error(`not placed: ${JSON.stringify(answer)}`);
  return answer.order;
}

export const codesOf = (answer: Answer): string[] => (answer.problems ?? []).map(({ code }) => code);

export async function available(shop: DemoShop, sku: string): Promise<number> {
  const { productVariant } = await shop.askFor<{ productVariant: { availability: { available: number } } }>(
    'query Left($sku: String) { productVariant(sku: $sku) { availability { available } } }',
    { sku },
  );
  return productVariant.availability.available;
}

export interface Loyalty {
  available: number;
  pending: number;
  reserved: number;
}

export async function loyaltyOf(shop: DemoShop, token: string): Promise<Loyalty> {
  const { me } = await shop.askFor<{ me: { loyalty: Loyalty } }>('{ me { loyalty { available pending reserved } } }', {}, token);
  return me.loyalty;
}
