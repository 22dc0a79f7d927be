import type { Caller } from '@cartograph/kit/caller';
import { uuidv7 } from '@cartograph/kit/ids';
import { describe, expect, test } from 'vitest';
import { openShop } from '#testing/shop';

const [home, office, stranger, old] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
const customerId = uuidv7();
const ada: Caller = { kind: 'customer', customerId, email: 'ada@example.com', roles: ['customer'] };
const oak = { line1: '12 Oak Ave', city: 'Oakland', region: 'CA', postalCode: '94607', country: 'US', phone: '+15105550100' };

/** The message of an order names every wrong field. */
const fieldsOf = (answer: Record<string, unknown>): string[] =>
  ['redeemPoints', 'shippingAddressId', 'billingAddressId'].filter((field) => JSON.stringify(answer).includes(field));

async function openWithAddresses() {
  const shop = await openShop();
  shop.rooms.addresses.set(home, { customerId, address: oak });
  shop.rooms.addresses.set(office, { customerId, address: { ...oak, line1: '1 Market St', company: 'Analytical Engines' } });
  shop.rooms.addresses.set(stranger, { customerId: uuidv7(), address: oak });
  shop.rooms.addresses.set(old, { customerId, address: { ...oak, region: 'Nowhere' } });
  const buy = (input: Record<string, unknown>, caller: Caller = ada) =>
    shop.place({ lines: [{ sku: 'MUG', quantity: 1 }], email: null, shippingAddress: null, idempotencyKey: uuidv7(), ...input }, caller);
  const kept = () => shop.db.query({ text: 'select shipping_address as shipping, billing_address as billing from orders order by id' });
  const asked = () => shop.rooms.calls.get('addressesOf')?.lists ?? 0;
  return { ...shop, buy, kept, asked };
}

describe('an order to a saved address', () => {
  test('keeps what the address was when it was placed, however it is changed later', async () => {
    const shop = await openWithAddresses();
    expect(await shop.buy({ shippingAddressId: home, billingAddressId: office.toUpperCase() })).toMatchObject({
      __typename: 'OrderPlaced',
    });
    shop.rooms.addresses.delete(home);
    expect(await shop.kept()).toMatchObject([{ shipping: oak, billing: { line1: '1 Market St', company: 'Analytical Engines' } }]);
  });

  test('is answered again for its key though the address is gone, and though customers is away', async () => {
    const shop = await openWithAddresses();
    const first = await shop.buy({ shippingAddressId: home, idempotencyKey: 'again' });
    shop.rooms.addresses.delete(home);
    expect(await shop.buy({ shippingAddressId: home, idempotencyKey: 'again' })).toMatchObject({ order: first['order'], replayed: true });
    shop.rooms.lose('addressesOf', 'request', 1);
    expect(await shop.buy({ shippingAddressId: home, idempotencyKey: 'again' })).toMatchObject({ order: first['order'], replayed: true });
    const another = await shop.buy({ shippingAddressId: office, idempotencyKey: 'again' });
    expect(another).toMatchObject({ problems: [{ code: 'IDEMPOTENCY_CONFLICT' }] });
    expect(await shop.kept()).toHaveLength(1);
  });

  test('that is somebody else’s is refused as if there were none, and nothing is recorded', async () => {
    const shop = await openWithAddresses();
    for (const id of [stranger, uuidv7(), 'x'])
      expect(await shop.buy({ shippingAddressId: id })).toMatchObject({ __typename: 'OrderRejected', problems: [{ code: 'NOT_FOUND' }] });
    expect(await shop.db.query({ text: 'select id from placements' })).toEqual([]);
  });

  test('is the address or its id, never both, and only of somebody who is signed in', async () => {
    const shop = await openWithAddresses();
    const both = await shop.buy({ shippingAddressId: home, shippingAddress: oak, billingAddressId: office, billingAddress: oak });
    const paths = fieldsOf(both);
    expect(paths).toEqual(['shippingAddressId', 'billingAddressId']);
    const guest = await shop.buy({ shippingAddressId: home, email: 'g@example.com' }, { kind: 'guest' });
    expect(guest).toMatchObject({ problems: [{ code: 'INVALID_INPUT', path: ['shippingAddressId'] }] });
  });

  test('from before a rule of now asks for the address to be changed', async () => {
    const shop = await openWithAddresses();
    const refused = await shop.buy({ shippingAddressId: old, redeemPoints: -1 });
    const paths = fieldsOf(refused);
    expect(paths).toEqual(['redeemPoints', 'shippingAddressId']);
  });

  test('asks customers once more, and one that names no saved address never does', async () => {
    const shop = await openWithAddresses();
    await shop.buy({ shippingAddress: oak, billingAddress: oak });
    expect(shop.asked()).toBe(0);
    await shop.buy({ shippingAddressId: home, billingAddressId: home });
    expect(shop.asked()).toBe(1);
  });

  test('keeps the language that its e-mails are asked for in; one that does not exist is refused', async () => {
    const shop = await openWithAddresses();
    await shop.buy({ shippingAddressId: home, locale: 'pt-br' });
    expect(await shop.db.query({ text: `select request ->> 'locale' as locale from placements` })).toEqual([{ locale: 'pt-BR' }]);
    expect(await shop.buy({ shippingAddressId: home, locale: 'klingon' })).toMatchObject({ problems: [{ path: ['locale'] }] });
  });
});
