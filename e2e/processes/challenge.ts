import { askFor } from '../support/ask.ts';
import type { Purchase } from '../support/place-order.ts';

/** Places an order whose bank wants to ask the buyer: the page where it does. */
export async function buyWithChallenge(url: string, input: Purchase): Promise<string> {
  const { placeOrder } = await askFor<{ placeOrder: { __typename: string; redirectUrl?: string } }>(
    url,
    'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename ... on PaymentActionRequired { redirectUrl } } }',
    { input },
  );
  if (placeOrder.redirectUrl === undefined) throw new Error(`no challenge: ${placeOrder.__typename}`);
  return placeOrder.redirectUrl;
}

/** What the buyer presses on that page. */
export async function answerChallenge(page: string, answer: 'accept' | 'refuse'): Promise<void> {
  const response = await fetch(page, { method: 'POST', body: new URLSearchParams({ answer }) });
  if (!response.ok) throw new Error(`the bank's page answered ${response.status}`);
}
