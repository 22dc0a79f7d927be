import { expect, test } from 'vitest';
import { room } from './room-entry.ts';

const products = () => import('@cartograph/products/server');
const pricing = () => import('@cartograph/pricing/server');
const customers = () => import('@cartograph/customers/server');
const payments = () => import('@cartograph/payments/server');

// Each of these is refused by the compiler for the reason that stands above it; one that compiled would fail npm run types.
const refused = [
  // @ts-expect-error: pricing asks products, and nobody is handed over
  room({ server: pricing, port: 1, start: ({ start }, options) => start({ ...options, remotes: {} }) }),
  // @ts-expect-error: whom it asks cannot answer what it asks
  room({ server: pricing, port: 1, asks: { payments }, start: ({ start }, own, asked) => start({ ...own, remotes: asked }) }),
  // @ts-expect-error: whom it does not ask is not handed over
  room({ server: pricing, port: 1, start: ({ start }, options, asked) => start({ ...options, remotes: asked }) }),
  // @ts-expect-error: payments must be told where browsers reach it
  room({ server: payments, port: 1, start: ({ start }, options) => start({ ...options, remotes: {} }) }),
];

test('a room that is not wired whole does not compile, and one that is names whom it asks', () => {
  expect(refused).toHaveLength(4);
  const whole = room({
    server: pricing,
    port: 4003,
    asks: { products, customers },
    start: ({ start }, options, remotes) => start({ ...options, remotes }),
  });
  expect([whole.port, whole.asks]).toEqual([4003, ['products', 'customers']]);
});
