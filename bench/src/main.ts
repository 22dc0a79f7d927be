import { writeFileSync } from 'node:fs';
import { refuseStart } from '@cartograph/kit/process';
import { machineFacts } from './machine.ts';
import { readOptions } from './options.ts';
import { type Cell, measureAll } from './place-order.ts';
import { printProfile } from './profile.ts';
import { ratioToFloor, renderReport } from './report.ts';
import { compareRows } from './rows.ts';
import { openSite } from './site.ts';

try {
  const { seconds, warmUpSeconds, out, profile } = readOptions(process.argv.slice(2));
  console.log('Starting PostgreSQL, the rooms, the gateway and the floor beside them.');
  const site = await openSite();
  try {
    const rows = await compareRows(site.stack, site.floor, site.settlement);
    if (profile) for (const shape of ['saga', 'gateway'] as const) await printProfile(site, shape, seconds, console.log);
    else {
      const facts = await machineFacts(site.adminUrl, site.folder);
      const done: Cell[] = [];
      const cells = await measureAll(site, seconds, warmUpSeconds, (cell) => {
        done.push(cell);
        const ratio = ratioToFloor(done, cell).toFixed(2);
        const { shape, clients, shelf, perSecond, driven } = cell;
        console.log(
          `${shape.padEnd(18)}${`${clients} clients`.padStart(11)}${`${shelf} SKUs`.padStart(11)}${`${perSecond.toFixed(0)} orders/s`.padStart(16)}` +
            `${ratio.padStart(7)} of the floor   p50 ${driven.p50Ms.toFixed(1)} ms, p99 ${driven.p99Ms.toFixed(1)} ms`,
        );
      });
      writeFileSync(out, renderReport({ date: new Date(), seconds, facts, rows, cells, pgbench: site.pgbench !== undefined }));
      console.log(`Written: ${out}`);
    }
  } finally {
    await site.stop();
  }
  process.exit();
} catch (error) {
  refuseStart(error);
}
