import { variants } from './catalogue-file.ts';
import type { Travelled } from './journey.ts';

export interface Verdict {
  line: string;
  kept: boolean;
}

/** Of a hundred thousand products with three variants each, on a quiet machine with two processors. */
const importSeconds = 1_200;
const exportSeconds = 300;
const heardSeconds = 1_200;
const megabytesAtMost = 500;
/** A shop that goes on with a large file by itself collects late (docs/limitations.md): 635 were seen. */
const shopMegabytes = 700;

/** What must be true of every journey, and the figures of a long one against their bounds. */
export function judge(products: number, { commands, digests, heardAfterSeconds, megabytes }: Travelled): Verdict[] {
  const rows = products * variants;
  const holds = (what: string, kept: boolean): Verdict => ({ kept, line: `${kept ? 'ok  ' : 'MISS'} ${what}` });
  const within = (what: string, value: number, unit: string, bound: number): Verdict =>
    holds(`${what}: ${value.toFixed(1)} ${unit}, at most ${bound} ${unit}`, value <= bound);
  return [
    holds(
      'the command was killed twice',
      [commands.first, commands.second].every(({ exitCode }) => exitCode === null),
    ),
    holds('and gone on with to its end', commands.resumed.exitCode === 0 && commands.resumed.output.includes(`${rows} rows: `)),
    holds('what came out of the first shop is the file that went in', digests[1] === digests[0]),
    holds(
      'every row of it was new to the other shop',
      commands.into.output.includes(`${rows} rows: ${rows} changed, 0 as they were, 0 refused`),
    ),
    holds('what came out of the other shop is the same', digests[2] === digests[1]),
    holds('the same file again changed nothing', commands.again.output.includes(`0 changed, ${rows} as they were, 0 refused`)),
    within('an import', commands.into.seconds, 's', importSeconds),
    within('the same again', commands.again.seconds, 's', importSeconds),
    within('an export', Math.max(commands.out.seconds, commands.outAgain.seconds), 's', exportSeconds),
    within('until all rooms had heard of it', heardAfterSeconds, 's', heardSeconds),
    ...Object.entries(megabytes).map(([name, value]) =>
      within(`memory of the ${name}`, value, 'MB', name === 'shop' ? shopMegabytes : megabytesAtMost),
    ),
  ];
}
