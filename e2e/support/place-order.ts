import { type AskOptions, ask, askFor } from './ask.ts';

export interface Purchase {
  idempotencyKey: string;
  lines: { sku: string; quantity: number }[];
  /** A guest's. */
  email?: string;
  couponCodes?: string[];
  redeemPoints?: number;
  waitMs?: number;
  shippingAddress: { line1: string; city: string; region: string; postalCode: string; country: string };
  payment: { token: string };
}

/** What is in a cart, at the version that the buyer was shown. */
export type CartPurchase = Omit<Purchase, 'lines'> & { cartId: string; cartVersion: number };

const shippingAddress = { line1: '1 Market St', city: 'Oakland', region: 'CA', postalCode: '94607', country: 'US' };

/** What a buyer sends; `token` is the payment token. */
export const purchase = (
  idempotencyKey: string,
  lines: Purchase['lines'],
  { token = 'tok_ok', ...rest }: Partial<Omit<Purchase, 'payment'>> & { token?: string } = {},
): Purchase => ({ idempotencyKey: secret(idempotencyKey), lines, shippingAddress, payment: { token }, ...rest });

/** An answer to placeOrder, flat. Only the first two are final. */
export type Answer =
  | { kind: 'OrderPlaced'; id: string; number: string; total: string; accessToken: string | null; replayed: boolean }
  | { kind: 'OrderRejected'; problems: string[]; recorded: boolean; shortages: string[] }
  | { kind: 'OrderPending'; accessToken: string | null }
  | { kind: 'PaymentActionRequired' };

const mutation = `
  mutation PlaceOrder($input: PlaceOrderInput!) {
    placeOrder(input: $input) {
      __typename
      ... on OrderPlaced { replayed accessToken order { id number totals { total { amount currencyCode } } } }
      ... on OrderRejected { placement { id } problems { code ... on InsufficientStock { shortages { sku } } } }
      ... on OrderPending { accessToken }
    }
  }`;

interface Placed {
  placeOrder: {
    __typename: Answer['kind'];
    replayed?: boolean;
    accessToken?: string | null;
    order?: { id: string; number: string; totals: { total: { amount: string; currencyCode: string } } };
    placement?: { id: string } | null;
    problems?: { code: string; shortages?: { sku: string }[] }[];
  };
}

/** A guest's key of 22 characters opens the order again; nobody guesses at these. */
export const secret = (key: string): string => key.padEnd(22, '-');

/** Places an order over HTTP. Throws when there is no answer, or one with errors. */
export async function placeOrder(url: string, input: Purchase | CartPurchase, options: AskOptions = {}): Promise<Answer> {
  const { data, errors } = await ask<Placed>(url, mutation, { input }, options);
  if (errors || !data) throw new Error(`placeOrder failed: ${JSON.stringify(errors)}`);
  const { __typename: kind, order, replayed = false, accessToken = null, placement, problems = [] } = data.placeOrder;
  switch (kind) {
    case 'OrderPlaced': {
      if (!order) throw new Error('an order was placed, and is not shown');
      const { amount, currencyCode } = order.totals.total;
      return { kind, id: order.id, number: order.number, total: `${amount} ${currencyCode}`, accessToken, replayed };
    }
    case 'OrderRejected':
      return {
        kind,
        problems: problems.map(({ code }) => code),
        recorded: placement != null,
        shortages: problems.flatMap(({ shortages = [] }) => shortages.map(({ sku }) => sku)),
      };
    case 'OrderPending':
      return { kind, accessToken };
    case 'PaymentActionRequired':
      return { kind };
  }
}

export interface ReadOrder {
  id: string;
  number: string;
  status: string;
  paymentStatus: string;
  totals: { total: { amount: string; currencyCode: string } };
  payments: { status: string; captured: { amount: string }; refunded: { amount: string } }[] | null;
}

/** The order as its buyer sees it: `token` for a customer's, `accessToken` for a guest's. */
export async function readOrder(url: string, id: string, accessToken: string | null, options: AskOptions = {}): Promise<ReadOrder | null> {
  const { order } = await askFor<{ order: ReadOrder | null }>(
    url,
    `query Order($id: ID, $accessToken: String) {
      order(id: $id, accessToken: $accessToken) {
        id number status paymentStatus totals { total { amount currencyCode } }
        payments { status captured { amount } refunded { amount } }
      }
    }`,
    { id, accessToken },
    options,
  );
  return order;
}

/** Cancels an order: the name of the answer's type, such as OrderCancelled. */
export async function cancelOrder(
  url: string,
  input: { orderId: string; idempotencyKey: string; accessToken?: string | null },
  options: AskOptions = {},
): Promise<string> {
  const { cancelOrder: answer } = await askFor<{ cancelOrder: { __typename: string } }>(
    url,
    'mutation CancelOrder($input: CancelOrderInput!) { cancelOrder(input: $input) { __typename } }',
    { input },
    options,
  );
  return answer.__typename;
}

/** Gives up a payment at the bank: the name of the answer's type, such as PlacementCancelled. */
export async function cancelPlacement(
  url: string,
  input: { placementId: string; accessToken?: string | null },
  options: AskOptions = {},
): Promise<string> {
  const { cancelPlacement: answer } = await askFor<{ cancelPlacement: { __typename: string } }>(
    url,
    'mutation CancelPlacement($input: CancelPlacementInput!) { cancelPlacement(input: $input) { __typename } }',
    { input },
    options,
  );
  return answer.__typename;
}
