import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError } from '@cartograph/kit/config';
import { freePorts } from '../free-ports.ts';
import { createParts, type Parts } from '../parts.ts';
import { openLoadGenerator } from '../through-gateway.ts';
import { type Checkout, checkOut, commitWorkingTree, removeCheckout } from './checkout.ts';
import { commonGoods, findGoods } from './goods.ts';
import { type AgainstOptions, roundsOf } from './options.ts';
import { renderRound, renderTable, summarise } from './render.ts';
import { type ShopProcess, startShop } from './shop-process.ts';
import { openSide } from './side.ts';
import { openDuels, type Sides, takeTurns, warmUp } from './turns.ts';

/** Builds the working tree and another commit side by side, lets them take turns and prints how they compare. */
export async function compare(parts: Parts, options: AgainstOptions, say: (line: string) => void): Promise<void> {
  if (process.platform !== 'linux') throw new ConfigError('--against reads processor times from /proc, which only Linux has.');
  const folder = openFolder(parts);
  const checkout = (ref: string, name: string): Checkout => {
    parts.undo(() => removeCheckout(join(folder, name)));
    return checkOut(ref, join(folder, name));
  };
  // Names of one length, since paths are in what a shop does.
  const before = checkout(options.ref, 'before');
  const after = checkout(commitWorkingTree(join(folder, 'index')), 'after-');
  say(`before: ${before.commit.slice(0, 10)} ${before.subject}\nafter:  ${after.commit.slice(0, 10)} ${after.subject}`);
  const load = parts.keep(openLoadGenerator());
  const duels = openDuels(options);
  for (const [start, rounds] of roundsOf(options).entries()) {
    // Known to `parts` too, in case this ends in the middle; stopping twice is the same as once.
    const started = createParts();
    const ended = parts.keep({ stop: () => started.stop() });
    const sides = await startBoth(started, [before, after], start, options, say);
    say('Warming both up.');
    await warmUp(sides, load, options);
    const done = duels[0]?.before.length ?? 0;
    await takeTurns(sides, load, options, { duels, rounds }, (round) => say(renderRound(done + round, options.rounds, duels)));
    await ended.stop();
  }
  const spread = options.rounds < 6 ? 'lowest to highest' : '95 % interval';
  const measured = `${options.rounds} rounds of ${options.seconds} s, starts: ${options.starts}`;
  say(`\n${measured}; ratio: median (${spread})   lowest .. highest\n\n${renderTable(duels)}`);
  say(`after/before, against ${before.commit.slice(0, 10)}: ${summarise(duels)}`);
}

/** Each start on data of its own, and first the one, then the other: what a start happens to be like belongs to neither. */
async function startBoth(
  parts: Parts,
  checkouts: readonly [Checkout, Checkout],
  start: number,
  options: AgainstOptions,
  say: (line: string) => void,
): Promise<Sides> {
  say(`Starting both${options.starts > 1 ? `, start ${start + 1} of ${options.starts}` : ''}.`);
  const ports = await freePorts(2);
  const order = start % 2 === 0 ? [0, 1] : [1, 0];
  const shops: ShopProcess[] = [];
  parts.keep({ stop: () => Promise.all(shops.map((shop) => shop.stop())) });
  for (const index of order) {
    const { folder } = checkouts[index === 0 ? 0 : 1];
    shops[index] = startShop(folder, `${folder}.data${start}`, ports[index] ?? 0);
  }
  const [one, other] = shops as [ShopProcess, ShopProcess];
  const databases = [await one.ready(), await other.ready()] as const;
  const goods = commonGoods(await findGoods(one.url), await findGoods(other.url));
  const buyers = Math.max(...options.clients);
  return {
    before: await openSide(parts, one, databases[0], goods, buyers),
    after: await openSide(parts, other, databases[1], goods, buyers),
  };
}

/** Where the user that runs PostgreSQL can go, too. */
function openFolder({ undo }: Parts): string {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-against-'));
  undo(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }));
  chmodSync(folder, 0o755);
  return folder;
}
