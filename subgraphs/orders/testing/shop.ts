import { type Caller, guest } from '@cartograph/kit/caller';
import { openDatabase } from '@cartograph/kit/db';
import { createLocalEventBus } from '@cartograph/kit/event';
import { silentLog } from '@cartograph/kit/log';
import { freshDatabaseUrl } from '@cartograph/kit/testing/fresh-database';
import { onTestFinished } from 'vitest';
import type { PlacingRules } from '#placing/rules/placing-rules';
import { start } from '#server';
import { createFakeRooms, type FakeRooms } from '#testing/fake-rooms';

type Answer = Record<string, unknown>;

/** Nothing that a test does by the way is too much. */
const generous: PlacingRules = {
  holds: { perBuyer: 100, perClient: 100, maxQuantity: 10_000 },
  returnOrigins: ['https://shop.example'],
  development: true,
};

/** Orders on a database of its own, among rooms that are kept in memory. */
export async function openShop(rooms: FakeRooms = createFakeRooms(), databaseUrl?: string, placing: PlacingRules = generous) {
  const url = databaseUrl ?? (await freshDatabaseUrl('orders'));
  const bus = createLocalEventBus();
  const options = { databaseUrl: url, bus, log: silentLog(), accessTokenSecret: 'a secret of sixteen', placing };
  const room = await start({ ...options, remotes: rooms.remotes });
  const db = openDatabase({ url, log: silentLog(), max: 3 });
  let open = true;
  const close = async (): Promise<void> => {
    if (!open) return;
    open = false;
    await room.stop();
    await db.close();
  };
  onTestFinished(close);

  const ask = async (query: string, variables: Record<string, unknown> = {}, caller: Caller = guest): Promise<Answer> => {
    const { data, errors } = await room.execute({ query, variables }, caller);
    if (errors?.length) throw new Error(`${errors[0]?.message} ${JSON.stringify(errors[0]?.extensions)}`);
    return data ?? {};
  };
  const place = async (input: Record<string, unknown>, caller: Caller = guest): Promise<Answer> => {
    const { placeOrder } = await ask(placeOrderDocument, { input: { ...basicOrder, ...input } }, caller);
    return placeOrder as Answer;
  };
  return { room, rooms, db, url, bus, ask, place, close };
}

export const basicOrder = {
  email: 'buyer@example.com',
  shippingAddress: { line1: '1 Main Street', city: 'Springfield', postalCode: '12345', country: 'US' },
  payment: { token: 'tok_ok' },
};

const placeOrderDocument = /* GraphQL */ `
  mutation ($input: PlaceOrderInput!) {
    placeOrder(input: $input) {
      __typename
      ... on OrderPlaced {
        replayed
        accessToken
        order {
          id
          number
          status
          paymentStatus
          totals {
            total {
              amount
            }
          }
          lines {
            skuAtPurchase
            quantity
          }
        }
        placement {
          id
          status
          steps {
            name
            state
            attempts
          }
        }
      }
      ... on OrderPending {
        accessToken
        placement {
          id
          status
        }
      }
      ... on OrderRejected {
        retryable
        placement {
          id
          status
        }
        problems {
          __typename
          code
          message
          ... on InvalidInput {
            path
          }
          ... on InsufficientStock {
            shortages {
              sku
              requested
              available
            }
          }
          ... on PriceChanged {
            expected {
              amount
            }
            actual {
              amount
            }
          }
          ... on TooManyHolds {
            retryAfterMs
            maxQuantity
          }
          ... on CartConflict {
            cart {
              version
            }
          }
        }
      }
      ... on PaymentActionRequired {
        redirectUrl
        expiresAt
        accessToken
        placement {
          id
          status
        }
      }
    }
  }
`;

/** Asks again and again until `done` says so; the last answer either way. */
export async function until<T>(read: () => Promise<T>, done: (value: T) => boolean, ms = 8_000): Promise<T> {
  for (const end = Date.now() + ms; ; ) {
    const value = await read();
    if (done(value) || Date.now() > end) return value;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
