import { expect, test } from 'vitest';
import { describeWaits, missedBars } from '../support/availability.ts';
import { killOneProcess } from './one-process.ts';

// `npm run crash -- --one-process` is the long form, which holds the figures against their bars: a clock must not fail this one.
test('a shop of one process that is killed twice goes on answering whoever asks again', async () => {
  const { calm, killed, struck, awayMs, broken } = await killOneProcess({ kills: 2, calmMs: 4_000 });
  console.log(
    `in peace: ${describeWaits(calm)}\nkilled:   ${describeWaits(killed)}\nstruck:   ${describeWaits(struck)}; away for ${awayMs.join(', ')} ms`,
  );
  for (const sentence of [...missedBars(calm, 'one process'), ...missedBars(struck, 'one process, killed')]) console.log(sentence);
  expect(broken).toEqual([]);
  expect(Math.min(calm.length, struck.length)).toBeGreaterThan(0);
  expect(struck.some(Number.isFinite)).toBe(true);
});
