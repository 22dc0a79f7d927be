import { beforeAll, describe, expect, it } from 'vitest';
import { signUp } from '#accounts/sign-up';
import { maxOfClient } from '#sessions/rules/attempts';
import { signIn } from '#sessions/sign-in';
import { at, openShop, type Shop } from '#testing/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});

const password = 'correct horse';
const home = '192.0.2.1';
const mallory = '198.51.100.66';
const join = (email: string, client = home) => signUp(shop.deps, { email, password }, at(client));
const enter = async (email: string, client = home, given = password) =>
  (await signIn(shop.deps, { email, password: given }, at(client))).kind;
const guesses = (email: string, count: number, client = mallory) =>
  Promise.all(Array.from({ length: count }, () => enter(email, client, 'a guess')));
const count = (kinds: readonly string[], kind: string) => kinds.filter((each) => each === kind).length;

/** As if the window had seen so many failures already. */
const failed = (kind: 'client' | 'account', name: string, failures: number) =>
  shop.db.query({
    text: `insert into failed_sign_ins values ($1, $2, now() + interval '15 min') on conflict (key) do update set failures = $2`,
    values: [shop.deps.conceal(kind, name), failures],
  });
const windowsEnd = () => shop.db.query({ text: 'update failed_sign_ins set window_ends_at = now()' });

describe('guessing the password of one address', () => {
  it('ends after ten, known address or not, even when they come at once; then the right one is not looked at there', async () => {
    await join('target@example.com');
    for (const email of ['target@example.com', 'ghost@example.com']) {
      const kinds = await guesses(email, 25);
      expect([count(kinds, 'invalid-credentials'), count(kinds, 'too-many-attempts')]).toEqual([10, 15]);
      const refused = await signIn(shop.deps, { email: email.toUpperCase(), password }, at(mallory));
      if (refused.kind !== 'too-many-attempts') throw new Error(refused.kind);
      expect(refused.retryAfterMs).toBeGreaterThan(0);
      expect(refused.retryAfterMs).toBeLessThanOrEqual(15 * 60_000);
    }
  });

  it('shuts nobody out anywhere else: not its owner where they were before, and not where they never were', async () => {
    expect(await enter('target@example.com')).toBe('signed-in');
    expect(await enter('target@example.com', '203.0.113.200')).toBe('signed-in');
  });

  it('from a thousand places leaves each stranger one guess, and the owner all ten where they were before', async () => {
    await join('admin@example.com');
    await failed('account', 'admin@example.com', 2_000);
    for (const client of ['203.0.113.1', '203.0.113.2'])
      expect(await guesses('admin@example.com', 2, client)).toEqual(expect.arrayContaining(['invalid-credentials', 'too-many-attempts']));
    expect(count(await guesses('admin@example.com', 9, home), 'invalid-credentials')).toBe(9);
    expect(await enter('admin@example.com')).toBe('signed-in');
    expect(await enter('admin@example.com', '203.0.113.3')).toBe('signed-in');
  });

  it('may go on when the 15 minutes are over', async () => {
    await windowsEnd();
    expect(await guesses('target@example.com', 1)).toEqual(['invalid-credentials']);
  });

  it('is forgotten once the right password came from there', async () => {
    await join('clumsy@example.com');
    for (let round = 0; round < 2; round += 1) {
      expect(new Set(await guesses('clumsy@example.com', 9, home))).toEqual(new Set(['invalid-credentials']));
      expect(await enter('clumsy@example.com')).toBe('signed-in');
    }
  });

  it('is not what forty right sign-ins at once look like', async () => {
    await join('busy@example.com');
    const kinds = await Promise.all(Array.from({ length: 40 }, () => enter('busy@example.com', '192.0.2.40')));
    expect(new Set(kinds)).toEqual(new Set(['signed-in']));
  });
});

describe('one password tried on many addresses', () => {
  const sprayer = '198.51.100.77';

  it('ends for the client that does it, and for nobody else', async () => {
    await join('sprayed@example.com');
    await failed('client', sprayer, maxOfClient - 5);
    const kinds: string[] = [];
    for (let index = 0; index < 20; index += 1) kinds.push(await enter(`victim${index}@example.com`, sprayer, 'Summer2026'));
    expect([count(kinds, 'invalid-credentials'), count(kinds, 'too-many-attempts')]).toEqual([5, 15]);
    expect(await enter('sprayed@example.com', sprayer)).toBe('too-many-attempts');
    expect(await enter('sprayed@example.com')).toBe('signed-in');
  });

  it('leaves in who signed in there before', async () => {
    await join('neighbour@example.com', sprayer);
    expect(await enter('neighbour@example.com', sprayer)).toBe('signed-in');
  });

  it('leaves no row for an address that it was refused for', async () => {
    const rows = async () => (await shop.db.query({ text: 'select 1 from failed_sign_ins' })).length;
    const before = await rows();
    for (let index = 0; index < 10; index += 1) await enter(`other${index}@example.com`, sprayer, 'Summer2026');
    expect(await rows()).toBe(before);
  });
});

it('what is kept names neither address nor client', async () => {
  const rows = await shop.db.query<{ key: Buffer }>({ text: 'select key from failed_sign_ins' });
  expect(rows.length).toBeGreaterThan(5);
  const texts = rows.map(({ key }) => key.toString('latin1')).join();
  expect(texts).not.toMatch(/example|192\.0\.2|198\.51/);
});
