import { beforeAll, describe, expect, it } from 'vitest';
import { signUp } from '#accounts/sign-up';
import { pruneExpired } from '#sessions/prune-expired';
import { refreshSession } from '#sessions/refresh-session';
import type { Session } from '#sessions/rules/session';
import { signIn } from '#sessions/sign-in';
import { signOut } from '#sessions/sign-out';
import { openShop, type Shop } from '#testing/shop';

let shop: Shop;
const account = { email: 'hopper@example.com', password: 'correct horse' };
beforeAll(async () => {
  shop = await openShop();
  await signUp(shop.deps, account);
});

const refused = { kind: 'invalid-credentials' };
const enter = async (): Promise<Session> => sessionOf(await signIn(shop.deps, account));
const refresh = (token: string) => refreshSession(shop.deps, token);

function sessionOf(outcome: { kind: string; session?: Session }): Session {
  if (!outcome.session) throw new Error(outcome.kind);
  return outcome.session;
}

describe('a refresh token', () => {
  it('gives a new session of the same customer, again and again', async () => {
    let session = await enter();
    const seen = new Set([session.refreshToken]);
    for (let round = 0; round < 3; round += 1) {
      session = sessionOf(await refresh(session.refreshToken));
      expect(session.customer.email).toBe(account.email);
      seen.add(session.refreshToken);
    }
    expect(seen.size).toBe(4);
  });

  it('used again ends all that followed from the same sign-in, and nothing else', async () => {
    const [stolen, other] = [await enter(), await enter()];
    const followed = sessionOf(await refresh(stolen.refreshToken));
    expect(await refresh(stolen.refreshToken)).toEqual(refused);
    expect(await refresh(followed.refreshToken)).toEqual(refused);
    expect((await refresh(other.refreshToken)).kind).toBe('refreshed');
  });

  it('used twice at once serves one of the two at most, and then nobody', async () => {
    const { refreshToken } = await enter();
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => refresh(refreshToken)));
    const served = outcomes.filter(({ kind }) => kind === 'refreshed');
    expect(served).toHaveLength(1);
    expect(await refresh(sessionOf(served[0] ?? refused).refreshToken)).toEqual(refused);
  });

  it('that is unknown, malformed or too old is refused', async () => {
    const { refreshToken } = await enter();
    await shop.db.query({ text: 'update refresh_tokens set expires_at = now() where used_at is null' });
    for (const token of [refreshToken, 'x'.repeat(43), 'x', `${refreshToken} `, '\0']) expect(await refresh(token)).toEqual(refused);
    expect(await refresh(' ')).toMatchObject({ kind: 'invalid', problem: { path: ['refreshToken'] } });
  });

  it('brings the roles of today into the new access token', async () => {
    const session = await enter();
    await shop.db.query({ text: `update customers set roles = '{customer,staff}' where email = $1`, values: [account.email] });
    expect(sessionOf(await refresh(session.refreshToken)).customer.roles).toEqual(['customer', 'staff']);
  });
});

describe('signing out', () => {
  it('ends the session, as often as it is said', async () => {
    const first = await enter();
    const next = sessionOf(await refresh(first.refreshToken));
    for (const token of [first.refreshToken, next.refreshToken, next.refreshToken, 'nobody'])
      expect(await signOut(shop.deps, token)).toEqual({ kind: 'signed-out' });
    expect(await refresh(next.refreshToken)).toEqual(refused);
    expect(await signOut(shop.deps, '')).toMatchObject({ kind: 'invalid', problem: { path: ['refreshToken'] } });
  });
});

describe('sessions whose time is over', () => {
  it('are forgotten, live ones are not', async () => {
    await shop.db.query({ text: `update sessions set expires_at = now() - interval '1 second'` });
    const live = await enter();
    expect(await pruneExpired(shop.db)).toBeGreaterThan(0);
    expect(await shop.db.query({ text: 'select id from sessions' })).toHaveLength(1);
    expect(await shop.db.query({ text: 'select 1 from refresh_tokens' })).toHaveLength(1);
    expect((await refresh(live.refreshToken)).kind).toBe('refreshed');
  });
});
