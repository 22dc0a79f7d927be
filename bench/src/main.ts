import { writeFileSync } from 'node:fs';
import { refuseStart } from '@cartograph/kit/process';
import { quantile } from './drive.ts';
import { machineFacts } from './machine.ts';
import { readOptions } from './options.ts';
import { type Cell, measureAll, perSecond } from './place-order.ts';
import { printProfile } from './profile.ts';
import { ratioToFloor, renderReport } from './report.ts';
import { compareRows } from './rows.ts';
import { openSite } from './site.ts';

function progressLine(cell: Cell, neighbours: readonly Cell[]): string {
  const { shape, clients, shelf, latenciesMs } = cell;
  const [p50, p99] = [quantile(latenciesMs, 0.5), quantile(latenciesMs, 0.99)];
  return (
    `${shape.padEnd(18)}${`${clients} clients`.padStart(11)}${`${shelf} SKUs`.padStart(11)}` +
    `${`${perSecond(cell).toFixed(0)} orders/s`.padStart(16)}${ratioToFloor(neighbours, cell).toFixed(2).padStart(7)} of the floor` +
    `   p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`
  );
}

try {
  const { pace, out, profile } = readOptions(process.argv.slice(2));
  console.log('Starting PostgreSQL, the rooms, the gateway and the floor beside them.');
  const site = await openSite();
  try {
    const rows = await compareRows(site.stack, site.floor, site.settlement);
    if (profile) for (const shape of ['saga', 'gateway'] as const) await printProfile(site, shape, pace.seconds, console.log);
    else {
      const facts = await machineFacts(site.adminUrl, site.folder);
      const cells = await measureAll(site, pace, (done) => {
        for (const cell of done) console.log(progressLine(cell, done));
      });
      writeFileSync(out, renderReport({ date: new Date(), pace, facts, rows, cells, pgbench: site.pgbench !== undefined }));
      console.log(`Written: ${out}`);
    }
  } finally {
    await site.stop();
  }
  process.exit();
} catch (error) {
  refuseStart(error);
}
