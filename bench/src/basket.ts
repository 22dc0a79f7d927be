import { randomUUID } from 'node:crypto';

/** Three different SKUs of the first `shelf`; pgbench draws by the same rule. */
export function drawSkus(shelf: number): [number, number, number] {
  const step = Math.floor((shelf - 1) / 2);
  const draw = (count: number): number => Math.floor(Math.random() * count);
  const first = draw(shelf);
  const second = (first + 1 + draw(step)) % shelf;
  return [first, second, (second + 1 + draw(step)) % shelf];
}

/** A PlaceOrderInput of three lines, as a browser would send it; what the floor writes is the same order. */
export const orderInput = (skus: readonly string[]) => ({
  idempotencyKey: randomUUID(),
  lines: skus.map((sku, index) => ({ sku, quantity: index === 2 ? 2 : 1 })),
  shippingAddress: { line1: '1 Main Street', city: 'Springfield', region: 'CA', postalCode: '90210', country: 'US' },
  payment: { token: 'tok_ok' },
});

export const placeOrderDocument = /* GraphQL */ `
  mutation Bench($input: PlaceOrderInput!) {
    placeOrder(input: $input) {
      __typename
      ... on OrderPlaced {
        order {
          id
          number
          totals {
            total {
              amount
              currencyCode
            }
          }
        }
      }
    }
  }
`;
