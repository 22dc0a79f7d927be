// A process of its own that starts PostgreSQL on a folder, says so, and waits to be killed.
import { startPostgres } from '../start-postgres.ts';

await startPostgres({ dataDir: process.argv[2] ?? '', password: 'test' });
process.send?.('ready');
setInterval(() => undefined, 60_000);
