import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DemoShop, openDemoShop } from '../support/demo-shop.ts';

let shop: DemoShop;
beforeAll(async () => {
  shop = await openDemoShop({ trustedProxies: ['127.0.0.1'], rateLimits: 'off' });
  // A server that was never asked does not know yet how its answers are to be named.
  await shop.askFor('{ categories { slug } }');
});
afterAll(() => shop.close());

/** With `STRANGERS_P99=2000` the honest one is held to so many milliseconds, on a machine that is quiet. */
const boundMs = Number(process.env['STRANGERS_P99'] ?? Number.POSITIVE_INFINITY);
const flood = 400;

/** What became of it: a type, or a code. */
async function signIn(client: string, alias: string, email: string, password: string): Promise<string> {
  const query = `mutation ($input: SignInInput!) { ${alias}: signIn(input: $input) { __typename } }`;
  const answer = await fetch(`${shop.url()}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': client },
    body: JSON.stringify({ query, variables: { input: { email, password } } }),
  });
  const { data, errors } = (await answer.json()) as {
    data?: Record<string, { __typename: string } | null> | null;
    errors?: { extensions: { code: string } }[];
  };
  return errors?.[0]?.extensions.code ?? data?.[alias]?.__typename ?? 'nothing';
}

test.each([
  ['one text', (_: number) => 'same', 60],
  ['different texts', (index: number) => `a${index}`, 25],
])('beside 400 sign-ins of %s somebody elsewhere signs in, and waits for a few of them', async (name, aliasOf, most) => {
  const looked: string[] = [];
  const attack = Array.from({ length: flood }, async (_, index) => {
    const fate = await signIn('203.0.113.1', aliasOf(index), `nobody${index}@example.com`, 'no such password');
    if (fate === 'InvalidCredentials') looked.push(fate);
    return fate;
  });
  const from = performance.now();
  // A text that nobody sent before: it takes its turn, too.
  expect(await signIn('203.0.113.2', `honest_${name.replaceAll(' ', '_')}`, 'ada@example.com', 'cartograph-demo')).toBe('Session');
  const ms = performance.now() - from;
  const before = looked.length;
  const fates = await Promise.all(attack);
  console.log(`beside ${flood} sign-ins of ${name}: ${ms.toFixed(0)} ms, ${before} of ${looked.length} passwords before it`);
  expect(before).toBeLessThan(most);
  expect(fates.filter((fate) => !['InvalidCredentials', 'TooManyAttempts', 'RATE_LIMITED'].includes(fate))).toEqual([]);
  expect(ms).toBeLessThan(boundMs);
});
