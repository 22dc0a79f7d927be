import { parseArgs } from 'node:util';
import { InputProblem } from '../problem.ts';
import { Measurement, others } from './measurement.ts';
import { readVersion, type Version, versionsIn } from './versions.ts';

const usage = `npm run schema:measure -- <folder> [<folder> ...]: our verdict on published schemas beside graphql's and the inspector's.

A folder holds the versions of one API as .graphql or introspection .json files whose names sort into their order.
  --every <n>         takes each nth version (default 1)
  --operations <n>    draws as many operations for each old version, and lets the check judge them (default 0)
  --examples <n>      prints as many examples of each difference (default 0)
  --help              prints this`;

async function run(args: string[]): Promise<void> {
  const text = { type: 'string', default: '0' } as const;
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { every: { ...text, default: '1' }, operations: text, examples: text, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) return console.log(usage);
  if (positionals.length === 0) throw new InputProblem(`Which folder of versions? ${usage.split('\n')[0]}`);
  const every = count('--every', values.every, 1);
  const measurement = new Measurement({
    examples: count('--examples', values.examples, 0),
    operations: count('--operations', values.operations, 0),
  });
  for (const folder of positionals) await measure(folder, every, measurement);
  print(measurement);
}

function count(name: string, text: string, least: number): number {
  if (/^\d+$/.test(text) && Number(text) >= least) return Number(text);
  throw new InputProblem(`${name} ${text}: must be a whole number, ${least} or more.`);
}

async function measure(folder: string, every: number, measurement: Measurement): Promise<void> {
  const files = versionsIn(folder).filter((_, index) => index % every === 0);
  let before: Version | undefined;
  let read = 0;
  for (const [index, file] of files.entries()) {
    if (index % 20 === 0) console.error(`${folder}: version ${index + 1} of ${files.length}`);
    const after = readVersion(folder, file);
    if (!after) continue;
    if (before) await measurement.add(before, after);
    before = after;
    read++;
  }
  console.log(`${folder}: ${read} versions, ${files.length - read} that graphql 16 cannot read`);
}

function print({ seconds, verdicts, tallies, drawn }: Measurement): void {
  console.log(
    Object.entries(seconds)
      .map(([who, spent]) => `${who} ${spent.toFixed(1)} s`)
      .join(', '),
  );
  if (drawn.operations > 0) {
    console.log(
      `\n${drawn.operations} operations drawn, ${drawn.broken} broken by the next version, ${drawn.missed.length} of them without a breaking change`,
    );
    for (const message of drawn.missed) console.log(`    ${message}`);
    for (const [kind, times] of sorted(drawn.stillValid)) console.log(`still valid and hit by ${kind}: ${times}`);
  }
  for (const who of others) {
    console.log('');
    for (const [verdict, pairs] of sorted(verdicts)) if (verdict.startsWith(who)) console.log(`${verdict}: ${pairs} pairs`);
    console.log(`\n| kind | ours | ${who} | stand | changes |\n| --- | --- | --- | --- | ---: |`);
    for (const { kind, ours, theirs, stand, count: times, examples } of tallies[who].rows()) {
      console.log(`| ${kind} | ${ours} | ${theirs} | ${stand} | ${times} |`);
      if (stand !== 'same') for (const example of examples) console.log(`    ${example}`);
    }
  }
}

const sorted = (counts: ReadonlyMap<string, number>): [string, number][] => [...counts].sort(([one], [other]) => (one < other ? -1 : 1));

try {
  await run(process.argv.slice(2));
} catch (error) {
  const usable = error instanceof InputProblem || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS');
  if (!usable) throw error;
  console.error((error as Error).message);
  process.exitCode = 2;
}
