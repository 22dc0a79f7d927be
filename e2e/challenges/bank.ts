import { type Answer, buy, type Wish } from '../placing/buy.ts';
import type { DemoShop } from '../support/demo-shop.ts';

export interface Given {
  __typename: string;
  code?: string;
  placement?: { id: string; status: string; result: { __typename: string; problems?: { code: string; declineCode?: string }[] } };
  cart?: { id: string; version: number } | null;
}

/** Sends a buyer to the bank; what the shop tells of it. */
export async function sendToBank(shop: DemoShop, wish: Wish, token?: string): Promise<Answer & { id: string; page: string }> {
  const answer = await buy(
    shop,
    { payment: 'tok_challenge', email: token === undefined ? 'linus@example.com' : undefined, ...wish },
    token,
  );
  if (answer.redirectUrl === undefined || !answer.placement) throw new Error(`not sent to the bank: ${JSON.stringify(answer)}`);
  return { ...answer, id: answer.placement.id, page: answer.redirectUrl };
}

/** What the buyer presses there. */
export const answerBank = (page: string, answer: 'accept' | 'refuse'): Promise<Response> =>
  fetch(page, { method: 'POST', body: new URLSearchParams({ answer }), redirect: 'manual' });

const document = `mutation GiveUp($input: CancelPlacementInput!) { cancelPlacement(input: $input) { __typename
  ... on PlacementCancelled { placement { id status result { __typename ... on OrderRejected { problems { code ... on PaymentDeclined { declineCode } } } } }
    cart { id version } }
  ... on CannotCancelPlacement { code placement { id status result { __typename } } } } }`;

/** Gives the payment up at the shop. */
export const giveUp = async (shop: DemoShop, placementId: string, accessToken?: string | null, token?: string): Promise<Given> =>
  (await shop.askFor<{ cancelPlacement: Given }>(document, { input: { placementId, accessToken } }, token)).cancelPlacement;
