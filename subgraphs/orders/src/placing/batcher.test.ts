import { RemoteUnavailable } from '@cartograph/kit/remote';
import { expect, test } from 'vitest';
import { createBatcher } from '#placing/batcher';

const pause = () => new Promise((resolve) => setTimeout(resolve, 5));

test('what comes in one turn leaves together at its end; those behind it gather into lists of at most max', async () => {
  const lists: number[] = [];
  const send = createBatcher(
    async (commands: number[]) => {
      lists.push(commands.length);
      await pause();
      return commands.map((command) => command * 2);
    },
    { max: 10, inFlight: 1 },
  );
  const first = [send(0), send(1)];
  await new Promise((resolve) => setImmediate(resolve));
  expect(lists).toEqual([2]);
  const rest = Array.from({ length: 25 }, (_, index) => send(index + 2));
  expect(await Promise.all([...first, ...rest])).toEqual(Array.from({ length: 27 }, (_, index) => index * 2));
  expect(lists).toEqual([2, 10, 10, 5]);
});

test('never more lists at once than inFlight', async () => {
  let now = 0;
  let most = 0;
  const send = createBatcher(
    async (commands: number[]) => {
      most = Math.max(most, (now += 1));
      await pause();
      now -= 1;
      return commands;
    },
    { max: 1, inFlight: 2 },
  );
  await Promise.all(Array.from({ length: 20 }, (_, index) => send(index)));
  expect(most).toBe(2);
});

test('one poisoned command fails alone', async () => {
  const send = createBatcher(async (commands: number[]) => {
    await pause();
    if (commands.includes(3)) throw new Error('poison');
    return commands;
  });
  const results = await Promise.allSettled(Array.from({ length: 8 }, (_, index) => send(index)));
  expect(results.map(({ status }) => status === 'fulfilled')).toEqual([true, true, true, false, true, true, true, true]);
});

test('a list with fewer outcomes than commands is a fault, not a guess', async () => {
  const send = createBatcher(async (_commands: number[]) => [1]);
  const results = await Promise.allSettled([send(1), send(2)]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
});

test('a list that a room does not answer is asked for once more by one of them, not by all', async () => {
  let asked = 0;
  const send = createBatcher(async (_commands: number[]) => {
    asked += 1;
    await pause();
    throw new RemoteUnavailable('away');
  });
  const results = await Promise.allSettled(Array.from({ length: 8 }, (_, index) => send(index)));
  expect(results.every(({ status }) => status === 'rejected')).toBe(true);
  expect(asked).toBe(2);
});

test('a command that keeps a room from answering fails alone, unless it is the one that asks again', async () => {
  const send = createBatcher(async (commands: number[]) => {
    await pause();
    if (commands.includes(3)) throw new RemoteUnavailable('no answer in time');
    return commands;
  });
  for (;;) {
    const results = await Promise.allSettled(Array.from({ length: 8 }, (_, index) => send(index)));
    const done = results.map(({ status }) => status === 'fulfilled');
    if (!done.includes(true)) continue;
    expect(done).toEqual([true, true, true, false, true, true, true, true]);
    return;
  }
});

test('a room that answers the second question, if only with an error, is asked for each of the others', async () => {
  let asked = 0;
  const send = createBatcher(async (commands: number[]) => {
    asked += 1;
    await pause();
    if (asked === 1) throw new RemoteUnavailable('no answer in time');
    if (asked === 2) throw new RemoteUnavailable('a fault of one command', false);
    return commands;
  });
  const results = await Promise.allSettled(Array.from({ length: 8 }, (_, index) => send(index)));
  expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(1);
});
