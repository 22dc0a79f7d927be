import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '../floor.ts';
import type { Target } from '../load-generator.ts';
import type { Parts } from '../parts.ts';
import { type Settlement, watchSettlement } from '../saga.ts';
import type { LoadGenerator } from '../through-gateway.ts';
import { timeOf } from './family.ts';
import { type Goods } from './goods.ts';
import { signInBuyers, signUpBuyers, stockUp } from './prepare-shop.ts';
import type { ShopProcess } from './shop-process.ts';

/** One of the two that are compared, ready to be measured. */
export interface Side {
  shop: ShopProcess;
  /** URLs of its rooms' databases. */
  databases: Readonly<Record<string, string>>;
  target: Target;
  settlement: Settlement;
  /** When its buyers signed in, on our own clock in milliseconds. */
  signedIn: number;
}

export interface Work {
  asks: 'orders' | 'pages';
  clients: number;
}

/** What one turn gave. Processor time is in milliseconds, per order or page. */
export interface Turn {
  /** Per second. */
  rate: number;
  all: number;
  node: number;
  postgres: number;
}

export async function openSide(
  { keep }: Parts,
  shop: ShopProcess,
  databases: Side['databases'],
  goods: Goods,
  buyers: number,
): Promise<Side> {
  await stockUp(shop.url, goods);
  const target = { url: shop.url, tokens: await signUpBuyers(shop.url, buyers), ...goods };
  const settlement = keep(await watchSettlement(databases['orders'] ?? ''));
  return { shop, databases, target, settlement, signedIn: performance.now() };
}

const signInAgainAfterMs = 10 * 60_000;

/** What came before is no cost of what comes next: dead versions of rows are gone, and no token expires. */
export async function tidy(side: Side, sql: 'vacuum' | 'vacuum analyze'): Promise<void> {
  const { shop, databases, target } = side;
  for (const url of Object.values(databases)) {
    const client = await connect(url);
    await client.query(sql);
    await client.end();
  }
  if (performance.now() - side.signedIn < signInAgainAfterMs) return;
  side.target = { ...target, tokens: await signInBuyers(shop.url, target.tokens.length) };
  side.signedIn = performance.now();
}

/** Events leave within a quarter of a second: what they cost belongs to the turn that made them. */
const relayMs = 400;

/** One turn, from quiet to quiet: until every order has come to its end and its events have left. Anything but a good answer fails. */
export async function takeTurn({ shop, target, settlement }: Side, load: LoadGenerator, work: Work, seconds: number): Promise<Turn> {
  const before = timeOf(shop.pid);
  const { latenciesMs, seconds: driven } = await load.run({ ...work, target, seconds, shelf: target.skus.length });
  const answered = performance.now();
  if (work.asks === 'orders') await settlement.settled();
  const settling = (performance.now() - answered) / 1_000;
  await sleep(relayMs);
  const after = timeOf(shop.pid);
  const each = (used: number): number => (used * 1_000) / latenciesMs.length;
  const [all, postgres] = [after.all - before.all, after.postgres - before.postgres];
  return { rate: latenciesMs.length / (driven + settling), all: each(all), node: each(all - postgres), postgres: each(postgres) };
}
