import { describe, expect, it } from 'vitest';
import { type TurnLimits, type Turns, takeTurns } from './take-turns.ts';

const limits: TurnLimits = { places: 2, waiting: 12, perClient: 4, waitMs: 60_000 };

/** Work that ends when it is told to, and who began in which order. */
function desk(turns: Turns) {
  const began: string[] = [];
  const ends: (() => void)[] = [];
  const fates = new Map<string, 'taken' | 'busy'>();
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    began,
    /** `ada 1` is Ada's. */
    ask: (name: string): void => {
      const work = () => {
        began.push(name);
        return new Promise<void>((resolve) => ends.push(resolve));
      };
      void turns(name.split(' ')[0] ?? '', work).then(({ kind }) => fates.set(name, kind));
    },
    end: async () => {
      ends.shift()?.();
      await settle();
    },
    busy: async () => {
      await settle();
      return [...fates].flatMap(([name, fate]) => (fate === 'busy' ? [name] : []));
    },
  };
}

const names = (client: string, count: number): string[] => Array.from({ length: count }, (_, index) => `${client} ${index + 1}`);

describe('turns', () => {
  it('let so many work at once and no more, in the order they came, and go on after a fault', async () => {
    const turns = takeTurns(limits);
    let working = 0;
    let most = 0;
    const order: number[] = [];
    const work = (index: number) =>
      turns('ada', async () => {
        working += 1;
        most = Math.max(most, working);
        order.push(index);
        await new Promise((resolve) => setTimeout(resolve, 2));
        working -= 1;
        if (index === 3) throw new Error('a fault');
      });
    const outcomes = await Promise.allSettled(Array.from({ length: 6 }, (_, index) => work(index)));
    expect(most).toBe(2);
    expect(order).toEqual([0, 1, 2, 3, 4, 5]);
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1);
  });

  it('go round: whoever comes alone waits for one of each other client, not for all that they want', async () => {
    const { ask, end, began } = desk(takeTurns(limits));
    for (const name of [...names('mallory', 6), ...names('trudy', 2), 'ada 1', 'mallory 7']) ask(name);
    for (let turn = 0; turn < 3; turn += 1) await end();
    expect(began).toEqual(['mallory 1', 'mallory 2', expect.stringMatching('mallory'), 'trudy 1', 'ada 1']);
  });

  it('are for people who still wait: in a full line the newcomer takes the place of who has waited longest', async () => {
    const { ask, busy, end, began } = desk(takeTurns(limits));
    for (const name of names('ada', 9)) ask(name);
    expect(await busy()).toEqual(['ada 3', 'ada 4', 'ada 5']);
    await end();
    expect(began).toEqual(['ada 1', 'ada 2', 'ada 6']);
  });

  it('have a line of a bounded length, and no client can fill it: the longest makes room for a newcomer', async () => {
    const { ask, busy } = desk(takeTurns(limits));
    for (const name of [...names('a', 6), ...names('b', 4), ...names('c', 4)]) ask(name);
    expect(await busy()).toEqual([]);
    ask('ada 1');
    expect(await busy()).toHaveLength(1);
    const strangers = Array.from({ length: 30 }, (_, index) => `stranger${index} 1`);
    for (const name of strangers) ask(name);
    const sentAway = await busy();
    expect(sentAway).not.toContain('ada 1');
    expect(sentAway).toHaveLength(31);
  });

  it('are waited for so long and no longer', async () => {
    const { ask, end, busy, began } = desk(takeTurns({ ...limits, places: 1, waitMs: 1 }));
    for (const name of names('ada', 3)) ask(name);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await busy()).toEqual(['ada 2', 'ada 3']);
    await end();
    ask('ada 4');
    expect(began).toEqual(['ada 1', 'ada 4']);
  });

  it('without these bounds kept an honest client waiting for everybody before it', async () => {
    const endless = { ...limits, waiting: Infinity, perClient: Infinity };
    const one = desk(takeTurns(endless));
    for (const name of [...names('mallory', 400), 'mallory 401']) one.ask(name);
    expect(await one.busy()).toEqual([]);
    for (let turn = 0; turn < 300; turn += 1) await one.end();
    expect(one.began).not.toContain('mallory 401');
    const line = { ...limits, waiting: 200, perClient: 40 };
    const bounded = desk(takeTurns(line));
    for (const name of names('mallory', 401)) bounded.ask(name);
    for (let turn = 0; turn < line.perClient; turn += 1) await bounded.end();
    expect(bounded.began).toContain('mallory 401');
  });
});
