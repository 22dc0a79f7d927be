import { ConfigError } from '@cartograph/kit/config';
import { escaped } from '@cartograph/kit/escaped';
import { onStopSignal, refuseStart } from '@cartograph/kit/process';
import { withCustomers } from './admin/customers-alone.ts';
import { usage } from './command-line.ts';
import { findDatabases } from './find-databases.ts';

const command = 'npm run personal-data';
const kinds = { export: 'EXPORT', erase: 'ERASURE' } as const;
let release = (): Promise<void> => Promise.resolve();

const advice = `nothing was done; ${command} -- --help says what there is.`;

const help = usage({
  name: `${command} -- export|erase <e-mail>`,
  does: `asks every room for what it keeps of a customer, or to forget who they were (docs/personal-data.md), as the customer could;
beside a running shop, or on a stopped one, whose rooms answer when they are back. While it is not done, saying it again tells which rooms
have not answered. Where the file is fetched is shown in the graph, to the customer and to staff: personalDataRequests { downloadUrl }.`,
  options: {},
  reads: ['DATA_DIR', 'DATABASE_URL', '<ROOM>_DATABASE_URL'],
});

type Asked = { kind: 'EXPORT' | 'ERASURE'; email: string };

function read(args: readonly string[]): Asked | { help: string } {
  if (args.length === 0 || args.includes('--help') || args.includes('-h')) return { help };
  const [verb, email, ...more] = args;
  if (verb !== 'export' && verb !== 'erase') throw new ConfigError(`${verb}: say export <e-mail>, or erase <e-mail>; ${advice}`);
  if (email === undefined) throw new ConfigError(`${verb}: whose e-mail address? ${advice}`);
  if (more.length > 0) throw new ConfigError(`${more[0]}: one e-mail address at a time; ${advice}`);
  return { kind: kinds[verb], email };
}

async function carryOut({ kind, email }: Asked): Promise<string> {
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
  const asked = read(process.argv.slice(2));
  const said = 'help' in asked ? asked.help : await carryOut(asked);
  await release();
  console.log('help' in asked ? said : escaped(said));
} catch (error) {
  await release().catch(() => undefined);
  refuseStart(error);
}
