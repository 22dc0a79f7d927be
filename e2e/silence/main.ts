import { ConfigError } from '@cartograph/kit/config';
import { onStopSignal } from '@cartograph/kit/process';
import { describeWaits } from '../support/availability.ts';
import { openWiredShop } from './open-wired-shop.ts';
import { readOptions, type SilenceOptions, usage } from './options.ts';
import { runSilence, type SilenceReport } from './run-silence.ts';

const mostMs = 20_000;
/** Of a visit, in which a room may meet the silence of each of its connections. */
const visitMostMs = 40_000;
/** Asked in the background, and only for what has waited long. */
const seldom = ['inventory-orders'];

function optionsOrEnd(): SilenceOptions {
  try {
    const options = readOptions(process.argv.slice(2));
    if (options) return options;
    console.log(usage);
    process.exit(0);
  } catch (error) {
    console.error(error instanceof ConfigError ? error.message : error);
    process.exit(2);
  }
}

/** A sentence a promise that was not kept. */
function judge({ wires, silenced, firstMs, visitMs, told, broken }: SilenceReport): string[] {
  const untold = wires.some((wire) => wire.endsWith('-database')) && !told.some((text) => text.includes('its database does not answer'));
  return [
    ...broken,
    ...(silenced === 0 && !wires.every((wire) => seldom.includes(wire)) ? ['no connection was open'] : []),
    ...(firstMs > mostMs ? [`placing went on after ${firstMs} ms, not within ${mostMs}`] : []),
    ...(visitMs > visitMostMs ? [`a customer was served after ${visitMs} ms, not within ${visitMostMs}`] : []),
    ...(untold ? ['ready never told of it'] : []),
  ];
}

const { wires, seconds } = optionsOrEnd();
const opening = openWiredShop();
onStopSignal(async () => {
  process.exitCode = 1;
  await (await opening.catch(() => undefined))?.close();
});
const shop = await opening;
try {
  for (const wire of wires) {
    const found = await runSilence(shop, [wire], seconds * 1_000);
    const { silenced, firstMs, visitMs, told, waits } = found;
    const after = `placing went on after ${firstMs} ms, a customer was served after ${visitMs} ms`;
    console.log(`${wire}: ${silenced} connections silent for ${seconds} s, ${after}; ${describeWaits(waits)}`);
    for (const text of told) console.log(`  ready: ${text}`);
    for (const sentence of judge(found)) {
      process.exitCode = 1;
      console.log(`  ! ${sentence}`);
    }
  }
} finally {
  await shop.close();
}
console.log(process.exitCode === 1 ? 'not all promises were kept' : `${wires.length} wires, every promise kept`);
