import { parseArgs } from 'node:util';
import { makeDataFolder, removeDataFolder } from '../support/data-folder.ts';
import { runDoctor } from '../support/run-doctor.ts';
import { judge } from './bounds.ts';
import { travel } from './journey.ts';

const usage = `npm run exchange:long -- [options]: brings a catalogue into an empty shop by the command, killed twice in the middle and gone on
with, takes it out, brings it into another empty shop, and compares what comes out of that one. Progress, time and memory are printed.

  --products N   each with three variants (default 100000)
  --help         prints this (-h)

Exit code 1 when a bound is missed, on a quiet machine, or the shops differ; 2 for bad options.`;

const { values } = parseArgs({ options: { products: { type: 'string', default: '100000' }, help: { type: 'boolean', short: 'h' } } });
const products = Number(values.products);
if (values.help === true) console.log(usage);
else if (!Number.isSafeInteger(products) || products < 1) {
  console.error('--products must be a whole number, from 1.');
  process.exitCode = 2;
} else {
  const [one, other] = [makeDataFolder(), makeDataFolder()];
  try {
    const travelled = await travel({ products, one, other, say: (line) => console.log(line) });
    const verdicts = judge(products, travelled);
    for (const { line } of verdicts) console.log(line);
    const doctors = [await runDoctor(one), await runDoctor(other)];
    for (const { exitCode, output } of doctors) console.log(exitCode === 0 ? 'ok   doctor' : `MISS doctor:\n${output}`);
    process.exitCode = verdicts.every(({ kept }) => kept) && doctors.every(({ exitCode }) => exitCode === 0) ? 0 : 1;
  } finally {
    for (const dataDir of [one, other]) removeDataFolder(dataDir);
  }
}
