import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type Bounds, bounds } from '#limits/bounds';
import { queueNewOperations } from '#limits/new-operations';

const few: Bounds = { ...bounds, planning: 1, planningWaiting: 12, planningPerClient: 4 };

/** Who began in which order, and who was refused. */
function desk(limits: Bounds) {
  const { begin } = queueNewOperations(limits);
  const began: string[] = [];
  const refused: unknown[] = [];
  const ends: (() => void)[] = [];
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn += 1) await nextTurn();
  };
  return {
    began,
    refused,
    settle,
    /** `mallory 1` is Mallory's first text. */
    ask: (name: string, text = name): void => {
      void begin(name.split(' ')[0] ?? '', text).then(
        (planning) => {
          began.push(name);
          if (planning) ends.push(() => planning.planned());
        },
        (error: unknown) => refused.push(error),
      );
    },
    end: async (): Promise<void> => {
      ends.shift()?.();
      await settle();
    },
  };
}

const mallory = (count: number): string[] => Array.from({ length: count }, (_, index) => `mallory ${index + 1}`);

test('of hundreds of new operations one is planned at a time, and whoever comes alone waits for one of them', async () => {
  const { ask, began, end, settle } = desk(few);
  for (const name of mallory(400)) ask(name);
  ask('ada 1');
  await settle();
  expect(began).toEqual(['mallory 1']);
  for (let turn = 0; turn < 2; turn += 1) await end();
  expect(began).toContain('ada 1');
});

test('what does not fit into the line is refused with the time to come again', async () => {
  const { ask, refused, settle } = desk(few);
  for (const name of mallory(10)) ask(name);
  await settle();
  expect(refused).toHaveLength(5);
  expect(refused[0]).toMatchObject({ extensions: { code: 'RATE_LIMITED', retryAfterMs: 1_000, http: { status: 429 } } });
});

test('an operation that was planned before waits for nobody, and many who bring one new text wait for one planning', async () => {
  const { ask, began, refused, end, settle } = desk(few);
  for (const name of mallory(30)) ask(name, 'the same');
  await settle();
  expect(began).toEqual(['mallory 1']);
  await end();
  expect(began).toHaveLength(30);
  expect(refused).toEqual([]);
  for (const name of mallory(3)) ask(name, `new ${name}`);
  ask('ada 1', 'the same');
  await settle();
  expect(began.slice(30).toSorted()).toEqual(['ada 1', 'mallory 1']);
});

test('one that came to nothing gives its turn on, and is as new as before', async () => {
  const { begin } = queueNewOperations(few);
  (await begin('mallory', 'wrong'))?.over();
  const again = await begin('mallory', 'wrong');
  expect(again).toBeDefined();
  const next = begin('ada', 'right');
  again?.over();
  again?.over();
  expect(await next).toBeDefined();
});

test('without these bounds all are planned in one go, and whoever comes last comes last', async () => {
  const { ask, began, settle } = desk({ ...few, planning: 1_000 });
  for (const name of [...mallory(400), 'ada 1']) ask(name);
  await settle();
  expect(began).toHaveLength(401);
  expect(began.at(-1)).toBe('ada 1');
});
