import { readConfig } from '@cartograph/kit/config';
import { refuseStart } from '@cartograph/kit/process';
import { z } from 'zod';
import { withCustomers } from './admin/customers-alone.ts';
import { firstAdministratorOf, makeFirstAdministrator } from './admin/first-administrator.ts';
import { readCommandLine } from './command-line.ts';
import { readStackConfig } from './config.ts';
import { refuseExposedDemo } from './demo-public.ts';
import { databaseUrlForm, databaseVariable } from './given-databases.ts';
import { checkGiven } from './open-server.ts';
import { printedProgress } from './progress.ts';
import { migrateAll, provision } from './provision.ts';
import { eachRoom, rooms } from './rooms.ts';
import { refuseDemoInProduction, seedOnce } from './seed/seed-once.ts';
import { claimServer } from './server-owner-store.ts';

readCommandLine({
  name: 'node stack/src/provision-main.ts',
  does: 'for containers: roles, databases and migrations on the server of DATABASE_URL, and the demo once; then it ends.',
  options: {},
  reads: ['DATABASE_URL', '<ROOM>_DATABASE_URL', 'SEED', 'ADMIN_EMAIL', 'ADMIN_PASSWORD', 'DEMO_PUBLIC', 'HOST', 'NODE_ENV'],
});

try {
  const stack = readStackConfig();
  refuseExposedDemo(stack);
  const { production, seed } = stack;
  const config: Record<string, string> = readConfig(
    z.object({ DATABASE_URL: databaseUrlForm, ...Object.fromEntries(rooms.map((room) => [databaseVariable(room), databaseUrlForm])) }),
  );
  const adminUrl = config['DATABASE_URL'] ?? '';
  const databases = eachRoom((room) => config[databaseVariable(room)] ?? '');
  const progress = printedProgress();
  await progress.step(
    'database',
    () => checkGiven(adminUrl),
    ({ description }) => description,
  );
  await claimServer(adminUrl, undefined, databases.orders);
  await progress.step('provision', () => provision(adminUrl, databases, false));
  await progress.step('migrate', () => migrateAll(databases));
  if (production) await refuseDemoInProduction(databases.orders);
  if (seed === 'demo') {
    const { startRooms } = await import('./start-rooms.ts');
    const quiet = { callerSecret: 'not used in process', publicUrl: 'http://localhost', eventBus: 'postgres', logLevel: 'warn' };
    const all = await startRooms({ databases, ...quiet, background: false });
    try {
      await progress.step(
        'seed',
        () => seedOnce(all.rooms, databases.orders),
        (said) => said,
      );
    } finally {
      await all.stop();
    }
  }
  const administrator = firstAdministratorOf(stack.adminEmail, stack.adminPassword);
  if (administrator)
    await progress.step(
      'admin',
      () => withCustomers(databases.customers, (customers) => makeFirstAdministrator(customers, administrator)),
      (said) => said,
    );
} catch (error) {
  refuseStart(error);
}
