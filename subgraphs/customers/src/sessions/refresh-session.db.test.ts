import { beforeAll, describe, expect, it } from 'vitest';
import { signUp } from '#accounts/sign-up';
import { pruneExpired } from '#sessions/prune-expired';
import { refreshSession } from '#sessions/refresh-session';
import type { Session } from '#sessions/rules/session';
import { signIn } from '#sessions/sign-in';
import { type SignOutCommand, signOut } from '#sessions/sign-out';
import { at, openShop, type Shop } from '#testing/shop';

let shop: Shop;
const account = { email: 'hopper@example.com', password: 'correct horse' };
beforeAll(async () => {
  shop = await openShop();
  await signUp(shop.deps, account, at('192.0.2.1'));
});

const refused = { kind: 'invalid-credentials' };
const enter = async (): Promise<Session> => sessionOf(await signIn(shop.deps, account, at('192.0.2.1')));
const refresh = (token: string | null) => refreshSession(shop.deps, token);
const leave = (how: Partial<SignOutCommand>, customerId?: string) =>
  signOut(shop.deps, { refreshToken: null, everywhere: false, sessionId: null, ...how }, customerId);
/** The seconds of grace are over. */
const later = () => shop.db.query({ text: `update refresh_tokens set used_at = used_at - interval '31 seconds'` });

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

  it('used again later ends all that followed from the same sign-in, and nothing else', async () => {
    const [stolen, other] = [await enter(), await enter()];
    const followed = sessionOf(await refresh(stolen.refreshToken));
    await later();
    expect(await refresh(stolen.refreshToken)).toEqual(refused);
    expect(await refresh(followed.refreshToken)).toEqual(refused);
    expect((await refresh(other.refreshToken)).kind).toBe('refreshed');
  });

  it('sent again after its answer was lost gives the same successor, with an access token of its own', async () => {
    const { refreshToken } = await enter();
    const [lost, again] = [sessionOf(await refresh(refreshToken)), sessionOf(await refresh(refreshToken))];
    expect(again.refreshToken).toBe(lost.refreshToken);
    expect(again.accessToken).not.toBe(lost.accessToken);
    expect((await refresh(again.refreshToken)).kind).toBe('refreshed');
  });

  it('used by five tabs at once serves them all, and each goes on', async () => {
    const { refreshToken } = await enter();
    const sessions = (await Promise.all(Array.from({ length: 5 }, () => refresh(refreshToken)))).map(sessionOf);
    expect(new Set(sessions.map((session) => session.refreshToken)).size).toBe(1);
    const next = await Promise.all(sessions.map((session) => refresh(session.refreshToken)));
    expect(next.map(({ kind }) => kind)).toEqual(Array.from({ length: 5 }, () => 'refreshed'));
  });

  it('that is older than the one exchanged last ends the session, however quick its thief is', async () => {
    const first = await enter();
    const second = sessionOf(await refresh(first.refreshToken));
    const third = sessionOf(await refresh(second.refreshToken));
    expect(await refresh(first.refreshToken)).toEqual(refused);
    for (const { refreshToken } of [second, third]) expect(await refresh(refreshToken)).toEqual(refused);
  });

  it('gives nothing once the session has ended, within the seconds of grace too', async () => {
    const first = await enter();
    const second = sessionOf(await refresh(first.refreshToken));
    await leave({ refreshToken: second.refreshToken });
    expect(await refresh(first.refreshToken)).toEqual(refused);
  });

  it('of a session from before sessions had a secret goes on, and is forgiven from then on', async () => {
    const old = await enter();
    await shop.db.query({ text: 'update sessions set secret = null' });
    const [next, again] = [sessionOf(await refresh(old.refreshToken)), sessionOf(await refresh(old.refreshToken))];
    expect(again.refreshToken).toBe(next.refreshToken);
    // Exchanged by the version before: whose successor it is cannot be told.
    const older = await enter();
    await shop.db.query({ text: 'update sessions set secret = null where expires_at = (select max(expires_at) from sessions)' });
    await shop.db.query({ text: 'update refresh_tokens set used_at = now() where used_at is null' });
    expect(await refresh(older.refreshToken)).toEqual(refused);
  });

  it('can be had neither from the database alone nor from another session', async () => {
    const { refreshToken } = await enter();
    const { refreshToken: next } = sessionOf(await refresh(refreshToken));
    const kept = await shop.db.query({ text: "select encode(token_hash, 'hex') || secret::text as kept from refresh_tokens, sessions" });
    for (const token of [refreshToken, next]) {
      expect(JSON.stringify(kept)).not.toContain(token);
      expect(JSON.stringify(kept)).not.toContain(Buffer.from(token, 'base64url').toString('hex'));
    }
  });

  it('that is unknown, malformed or too old is refused', async () => {
    const { refreshToken } = await enter();
    await shop.db.query({ text: 'update refresh_tokens set expires_at = now() where used_at is null' });
    for (const token of [refreshToken, 'x'.repeat(43), 'x', `${refreshToken} `, '\0']) expect(await refresh(token)).toEqual(refused);
    for (const nothing of [' ', '', null])
      expect(await refresh(nothing)).toMatchObject({ kind: 'invalid', problem: { path: ['refreshToken'] } });
  });

  it('brings the roles of today into the new access token', async () => {
    const session = await enter();
    await shop.db.query({ text: `update customers set roles = '{customer,staff}' where email = $1`, values: [account.email] });
    expect(sessionOf(await refresh(session.refreshToken)).customer.roles).toEqual(['customer', 'staff']);
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
