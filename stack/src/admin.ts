import { escaped } from '@cartograph/kit/escaped';
import { onStopSignal, refuseStart } from '@cartograph/kit/process';
import { askPassword } from './admin/ask-password.ts';
import { withCustomers } from './admin/customers-alone.ts';
import { type AdminOptions, readAdminOptions } from './admin/options.ts';
import { listOf, sentenceOf } from './admin/sentences.ts';
import { readStackConfig } from './config.ts';
import { findDatabases } from './find-databases.ts';

const command = 'npm run admin';
let release = (): Promise<void> => Promise.resolve();

async function carryOut(options: Exclude<AdminOptions, { help: string }>): Promise<string> {
  const { adminPassword } = readStackConfig();
  const find = async (): Promise<string> => (await findDatabases(command, (next) => (release = next), ['customers'])).databases.customers;
  if (options.verb === 'list') return withCustomers(await find(), async (customers) => listOf(await customers.administrators()));
  const { email, name, link } = options;
  // Asked before anything is opened: nobody holds a data folder while a person thinks.
  const password = link ? null : (adminPassword ?? (await askPassword({ input: process.stdin, output: process.stderr })));
  return withCustomers(await find(), async (customers) =>
    sentenceOf(await customers.makeAdministrator({ email, name, password, first: false, command }), 'create'),
  );
}

onStopSignal(() => release());
try {
  const options = readAdminOptions(process.argv.slice(2));
  const said = 'help' in options ? options.help : await carryOut(options);
  await release();
  console.log(said.split('\n').map(escaped).join('\n'));
} catch (error) {
  await release().catch(() => undefined);
  refuseStart(error);
}
