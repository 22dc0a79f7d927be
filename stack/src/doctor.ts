import { escapedJson } from '@cartograph/kit/escaped';
import { onStopSignal, refuseStart } from '@cartograph/kit/process';
import { readCommandLine } from './command-line.ts';
import { type Examination } from './doctor/examine.ts';
import { examinePersistent } from './doctor/persistent.ts';
import { report } from './doctor/report.ts';
import { findDatabases } from './find-databases.ts';

const { json } = readCommandLine({
  name: 'npm run doctor',
  does: 'checks every invariant in and across all databases, beside a running shop, here or elsewhere, or on a stopped one; exit 1 on a violation.',
  options: { json: 'prints the result as JSON' },
  reads: ['DATA_DIR', 'DATABASE_URL', '<ROOM>_DATABASE_URL'],
});

let release = (): Promise<void> => Promise.resolve();

/** Beside a running stack, or on the databases of a stopped one: then PostgreSQL runs for as long as the look takes. */
async function diagnose(): Promise<Examination> {
  const { databases, running, files, dataDir } = await findDatabases('npm run doctor', (next) => {
    release = next;
  });
  return examinePersistent(databases, running, files, dataDir);
}

onStopSignal(() => release());
try {
  const examination = await diagnose();
  await release();
  console.log(json ? escapedJson(examination) : report(examination));
  process.exitCode = examination.violations.length > 0 ? 1 : 0;
} catch (error) {
  await release().catch(() => undefined);
  refuseStart(error);
}
