import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError } from '@cartograph/kit/config';
import { freePorts } from '../free-ports.ts';
import type { Parts } from '../parts.ts';
import { openLoadGenerator } from '../through-gateway.ts';
import { type Checkout, checkOut, commitWorkingTree, removeCheckout } from './checkout.ts';
import { commonGoods, findGoods } from './goods.ts';
import type { AgainstOptions } from './options.ts';
import { renderRound, renderTable, summarise } from './render.ts';
import { type ShopProcess, startShop } from './shop-process.ts';
import { openSide } from './side.ts';
import { takeTurns, warmUp } from './turns.ts';

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
  say(`before: ${before.commit.slice(0, 10)} ${before.subject}\nafter:  ${after.commit.slice(0, 10)} ${after.subject}\nStarting both.`);
  const ports = await freePorts(2);
  const shops = [before, after].map(({ folder: tree }, index) => startShop(tree, `${tree}.data`, ports[index] ?? 0));
  parts.keep({ stop: () => Promise.all(shops.map((shop) => shop.stop())) });
  const [one, other] = shops as [ShopProcess, ShopProcess];
  const databases = [await one.ready(), await other.ready()] as const;
  const goods = commonGoods(await findGoods(one.url), await findGoods(other.url));
  const buyers = Math.max(...options.clients);
  const sides = {
    before: await openSide(parts, one, databases[0], goods, buyers),
    after: await openSide(parts, other, databases[1], goods, buyers),
  };
  const load = parts.keep(openLoadGenerator());
  say('Warming both up.');
  await warmUp(sides, load, options);
  const duels = await takeTurns(sides, load, options, (round, taken) => say(renderRound(round, options.rounds, taken)));
  const spread = options.rounds < 6 ? 'lowest to highest' : '95 % interval';
  say(`\n${options.rounds} rounds of ${options.seconds} s; ratio: median (${spread})   lowest .. highest\n\n${renderTable(duels)}`);
  say(`after/before, against ${before.commit.slice(0, 10)}: ${summarise(duels)}`);
}

/** Where the user that runs PostgreSQL can go, too. */
function openFolder({ undo }: Parts): string {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-against-'));
  undo(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }));
  chmodSync(folder, 0o755);
  return folder;
}
