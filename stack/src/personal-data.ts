import { ConfigError } from '@cartograph/kit/config';
import { escaped } from '@cartograph/kit/escaped';
import { onStopSignal, refuseStart } from '@cartograph/kit/process';
import { withCustomers } from './admin/customers-alone.ts';
import { findDatabases } from './find-databases.ts';

const command = 'npm run personal-data';
const kinds = { export: 'EXPORT', erase: 'ERASURE' } as const;
let release = (): Promise<void> => Promise.resolve();

function read([verb, email, ...more]: readonly string[]): { kind: 'EXPORT' | 'ERASURE'; email: string } {
  if ((verb !== 'export' && verb !== 'erase') || email === undefined || more.length > 0)
    throw new ConfigError(`say ${command} -- export <e-mail>, or erase <e-mail>; nothing was done.`);
  return { kind: kinds[verb], email };
}

async function carryOut({ kind, email }: ReturnType<typeof read>): Promise<string> {
  const { databases } = await findDatabases(command, (next) => (release = next), ['customers', 'orders']);
  const outcome = await withCustomers(
    databases.customers,
    (customers) => customers.requestPersonalData(email, kind, command),
    databases.orders,
  );
  if (!outcome) throw new ConfigError(`nobody has the address ${email}; nothing was done.`);
  if (outcome.kind === 'refused') throw new ConfigError(outcome.problem.message);
  const { id, status, roomsLeft } = outcome.request;
  if (status === 'DONE') return `It is done (${id}).`;
  return `It is recorded (${id}), and is carried out by the rooms while the shop runs; still to answer: ${roomsLeft.join(', ')}.`;
}

onStopSignal(() => release());
try {
  const said = await carryOut(read(process.argv.slice(2)));
  await release();
  console.log(escaped(said));
} catch (error) {
  await release().catch(() => undefined);
  refuseStart(error);
}
