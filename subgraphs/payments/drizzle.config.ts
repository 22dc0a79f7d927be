import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: ['./src/tables.ts', './src/simulator/tables.ts'],
  out: '../../drizzle/payments',
  migrations: { schema: 'drizzle', table: 'payments' },
});
