import { setTimeout as sleep } from 'node:timers/promises';
import { type ProcessName, processNames } from '../support/shop-processes.ts';
import type { CrashShop } from './crash-shop.ts';
import type { Dice } from './dice.ts';

export interface KillTally {
  /** Of processes that ran. */
  kills: Record<ProcessName, number>;
  postgresCrashes: number;
  /** A sentence for each process that ended without being killed. */
  endedAlone: string[];
}

export const newTally = (): KillTally => ({
  kills: Object.fromEntries(processNames.map((name) => [name, 0])) as Record<ProcessName, number>,
  postgresCrashes: 0,
  endedAlone: [],
});

export const killsOf = ({ kills }: KillTally): number => Object.values(kills).reduce((sum, count) => sum + count, 0);

export interface KillOptions {
  dice: Dice;
  kills: number;
  everyMs: number;
  /** PostgreSQL crashes once, somewhere in the middle. */
  withPostgres: boolean;
}

/** So many processes are down at once at most: a shop of which most is dead takes no order that a kill could hurt. */
const downAtMost = 2;
/** So long a room is tried to be started, again and again while PostgreSQL is away. */
const startLimitMs = 60_000;

/**
 * Kills (-9) a random running process every `everyMs`, and starts it again at once. Resolves when the last one is back.
 */
export async function killAtRandom(shop: CrashShop, tally: KillTally, options: KillOptions): Promise<void> {
  const { dice, kills, everyMs, withPostgres } = options;
  const up = new Set<ProcessName>(processNames);
  const comingBack = new Set<Promise<void>>();
  const track = (work: Promise<void>): void => {
    comingBack.add(work);
    work.then(
      () => comingBack.delete(work),
      () => undefined,
    );
  };
  const comeBack = async (name: ProcessName): Promise<void> => {
    await shop.killRoom(name);
    const how = await shop.endOf(name);
    if (how === 'SIGKILL') tally.kills[name] += 1;
    else tally.endedAlone.push(`${name} had ended by itself (${how})`);
    for (const limit = Date.now() + startLimitMs; ; await sleep(50)) {
      const fault = await shop.startRoom(name).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (fault === undefined) break;
      if (Date.now() > limit) throw fault;
    }
    up.add(name);
  };
  const crashAt = withPostgres ? dice.between(Math.ceil(kills / 4), Math.ceil((3 * kills) / 4)) : undefined;
  for (let done = 0; done < kills; ) {
    // Half of all kills hit a shop that is whole, and so takes orders, and half one that is down in part already.
    if (dice.chance(50)) await Promise.all(comingBack);
    await sleep(everyMs);
    while (up.size <= processNames.length - downAtMost) await sleep(10);
    const name = dice.pick([...up]);
    up.delete(name);
    done += 1;
    track(comeBack(name));
    await shop.shuffleWires();
    if (done !== crashAt) continue;
    tally.postgresCrashes += 1;
    track(shop.crashPostgres());
  }
  await Promise.all(comingBack);
}
