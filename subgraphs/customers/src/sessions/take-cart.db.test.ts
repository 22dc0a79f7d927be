import { uuidv7 } from '@cartograph/kit/ids';
import { beforeEach, describe, expect, it } from 'vitest';
import { openRoom } from '#testing/room';

const password = 'correct horse';
const merged = { code: 'MERGED' as const, message: 'It is in yours now.', sku: null, coupon: null };

let asked: { customerId: string; cartId: string | null }[] = [];
let answers: 'at once' | 'with a fault' | 'never' = 'at once';
const ownCart = uuidv7();
beforeEach(() => {
  asked = [];
  answers = 'at once';
});

const room = await openRoom((list) => {
  asked.push(...list);
  if (answers === 'with a fault') return Promise.reject(new Error('orders is down'));
  if (answers === 'never') return new Promise(() => undefined);
  return Promise.resolve(list.map(({ customerId, cartId }) => ({ customerId, cartId: ownCart, notices: cartId ? [merged] : [] })));
});

const session = '__typename ... on Session { accessToken customer { id } cart { id } cartNotices { code message sku coupon } }';
const signUp = async (input: object, fields = session) => {
  const query = `mutation ($input: SignUpInput!) { result: signUp(input: $input) { ${fields} } }`;
  return (await room.ask(query, { input: { email: `${uuidv7()}@example.com`, password, ...input } })).data?.['result'];
};
const signIn = async (input: object) => {
  const query = `mutation ($input: SignInInput!) { result: signIn(input: $input) { ${session} } }`;
  return (await room.ask(query, { input: { password, ...input } })).data?.['result'];
};

describe('whoever signs up or in with the cart of a guest', () => {
  it('is told what became of it, and where it is now', async () => {
    const email = `${uuidv7()}@example.com`;
    const cartId = uuidv7();
    const result = await signUp({ email, cartId });
    expect(result).toMatchObject({ __typename: 'Session', cart: { id: ownCart }, cartNotices: [merged] });
    expect(await signIn({ email, cartId })).toMatchObject({ cart: { id: ownCart }, cartNotices: [merged] });
    const customerId = (result as { customer: { id: string } }).customer.id;
    expect(asked).toEqual([
      { customerId, cartId },
      { customerId, cartId },
    ]);
  });

  it('is taken over although nobody asks for the cart', async () => {
    await signUp({ cartId: ownCart }, '__typename');
    expect(asked).toHaveLength(1);
  });

  it.each(['with a fault', 'never'] as const)('is let in all the same when orders answers %s', async (how) => {
    answers = how;
    const result = await signUp({ cartId: uuidv7() });
    expect(result).toMatchObject({ __typename: 'Session', accessToken: expect.any(String) as string, cart: null, cartNotices: null });
  });

  it('has it kept for later when the password is wrong', async () => {
    const email = `${uuidv7()}@example.com`;
    await signUp({ email });
    asked = [];
    expect(await signIn({ email, password: 'wrong', cartId: uuidv7() })).toEqual({ __typename: 'InvalidCredentials' });
    expect(asked).toEqual([]);
  });
});

describe('whoever comes without one', () => {
  it('finds their own, which is asked for once, and only where somebody wants to know', async () => {
    expect(await signUp({})).toMatchObject({ cart: { id: ownCart }, cartNotices: [] });
    expect(asked).toMatchObject([{ cartId: null }]);
    await signUp({}, '__typename');
    expect(asked).toHaveLength(1);
  });
});
