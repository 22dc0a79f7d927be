import { randomUUID } from 'node:crypto';
import { askGateway } from '../ask-gateway.ts';
import { password } from '../shop.ts';
import { enter } from '../through-gateway.ts';
import type { Goods } from './goods.ts';

/** The most that one adjustment may be. */
const delivery = 1_000_000;
const staff = { email: 'staff@example.com', password: 'cartograph-demo' };

const adjust = /* GraphQL */ `
  mutation Deliver($input: AdjustStockInput!) {
    adjustStock(input: $input) {
      __typename
    }
  }
`;

/** Staff take in so much of each SKU that no order is ever short of it. */
export async function stockUp(url: string, { skus }: Goods): Promise<void> {
  const [token] = await enter('signIn', url, [staff.email], staff.password);
  for (const sku of skus) {
    const input = { sku, delta: delivery, reason: 'RECEIPT', idempotencyKey: randomUUID() };
    const { adjustStock } = await askGateway<{ adjustStock: { __typename: string } }>(url, adjust, { input }, token);
    if (adjustStock.__typename !== 'StockAdjusted') throw new Error(`${sku} could not be stocked: ${adjustStock.__typename}`);
  }
}

const emails = (count: number): string[] => Array.from({ length: count }, (_, client) => `buyer-${client}@bench.example`);

/** Access tokens of new customers, one per client, so that no two share a points account. */
export const signUpBuyers = (url: string, count: number): Promise<string[]> => enter('signUp', url, emails(count), password);

/** The same customers again: an access token is good for 15 minutes. */
export const signInBuyers = (url: string, count: number): Promise<string[]> => enter('signIn', url, emails(count), password);
