import { uuidv7 } from '@cartograph/kit/ids';
import { beforeAll, describe, expect, it } from 'vitest';
import { signUp } from '#accounts/sign-up';
import { refreshSession } from '#sessions/refresh-session';
import type { Session } from '#sessions/rules/session';
import { signIn } from '#sessions/sign-in';
import { type SignOutCommand, signOut } from '#sessions/sign-out';
import { ada, at, openShop, type Shop } from '#testing/shop';

let shop: Shop;
const account = { email: 'hopper@example.com', password: 'correct horse' };
beforeAll(async () => {
  shop = await openShop();
  await signUp(shop.deps, account, at('192.0.2.1'));
});

async function enter(): Promise<Session & { id: string }> {
  const outcome = await signIn(shop.deps, account, at('192.0.2.1'));
  if (outcome.kind !== 'signed-in') throw new Error(outcome.kind);
  const [row] = await shop.db.query<{ id: string }>({ text: 'select id from sessions order by id desc limit 1' });
  return { ...outcome.session, id: row?.id ?? '' };
}

const refreshed = async (session: Session): Promise<boolean> =>
  (await refreshSession(shop.deps, session.refreshToken)).kind === 'refreshed';
const leave = (how: Partial<SignOutCommand>, customerId?: string) =>
  signOut(shop.deps, { refreshToken: null, everywhere: false, sessionId: null, ...how }, customerId);

const here = { kind: 'signed-out', here: true };

describe('signing out', () => {
  it('ends the session, as often as it is said', async () => {
    const [first, other] = [await enter(), await enter()];
    for (const refreshToken of [first.refreshToken, first.refreshToken, 'nobody']) expect(await leave({ refreshToken })).toEqual(here);
    expect(await refreshed(first)).toBe(false);
    expect(await refreshed(other)).toBe(true);
  });

  it('says which field is missing or too much', async () => {
    for (const refreshToken of ['', ' ', null])
      expect(await leave({ refreshToken })).toMatchObject({ kind: 'invalid', problem: { path: ['refreshToken'] } });
    for (const how of [{ everywhere: true }, { sessionId: uuidv7() }])
      expect(await leave(how)).toMatchObject({ kind: 'invalid', problem: { path: ['refreshToken'] } });
    const both = { everywhere: true, sessionId: uuidv7(), refreshToken: 'nobody' };
    expect(await leave(both)).toMatchObject({ kind: 'invalid', problem: { path: ['sessionId'] } });
  });

  it('everywhere ends every session of the account, by the access token or by a refresh token, and no one else’s', async () => {
    for (const asked of ['signed in', 'by a token']) {
      const [desk, phone] = [await enter(), await enter()];
      const how = { everywhere: true, ...(asked === 'by a token' && { refreshToken: desk.refreshToken }) };
      expect(await leave({ everywhere: true }, ada)).toEqual(here);
      expect(await leave({ everywhere: true, refreshToken: 'nobody' })).toEqual(here);
      for (let again = 0; again < 2; again += 1)
        expect(await leave(how, asked === 'signed in' ? desk.customer.id : undefined)).toEqual(here);
      expect([await refreshed(desk), await refreshed(phone)]).toEqual([false, false]);
    }
  });

  it('of another session ends that one alone, and another customer’s is not there', async () => {
    const [desk, phone] = [await enter(), await enter()];
    const customerId = desk.customer.id;
    for (const sessionId of [uuidv7(), 'nothing', '']) expect(await leave({ sessionId }, customerId)).toEqual({ kind: 'unknown-session' });
    expect(await leave({ sessionId: phone.id }, ada)).toEqual({ kind: 'unknown-session' });
    for (let again = 0; again < 2; again += 1)
      expect(await leave({ sessionId: phone.id }, customerId)).toEqual({ kind: 'signed-out', here: false });
    expect([await refreshed(desk), await refreshed(phone)]).toEqual([true, false]);
  });
});
