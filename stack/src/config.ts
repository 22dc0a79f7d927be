import { ConfigError, readConfig } from '@cartograph/kit/config';
import { dataDirOf } from '@cartograph/kit/data-dir';
import { z } from 'zod';

const schema = z.object({
  PORT: z.coerce
    .number('a port from 0 to 65535')
    .int('a port from 0 to 65535')
    .min(0, 'a port from 0 to 65535')
    .max(65_535, 'a port from 0 to 65535')
    .default(4000),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'a host name or address to listen on, such as 127.0.0.1')
    .default('127.0.0.1'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must be a URL such as postgres://user:password@host:5432/postgres')
    .optional(),
  SEED: z.enum(['demo', 'none'], 'demo or none').optional(),
  EVENT_BUS: z
    .string()
    .regex(/^(postgres$|nats:\/\/)/, 'postgres, or nats://host:4222')
    .default('postgres'),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must be a URL such as smtp://127.0.0.1:1025')
    .optional(),
  NODE_ENV: z.string().default('development'),
});

export interface StackConfig {
  host: string;
  port: number;
  dataDir: string;
  databaseUrl: string | undefined;
  seed: 'demo' | 'none';
  eventBus: string;
  production: boolean;
}

/** Reads what `npm start` and its sisters take; all optional. Throws ConfigError naming every bad variable at once. */
export function readStackConfig(env: NodeJS.ProcessEnv = process.env): StackConfig {
  const { HOST, PORT, DATABASE_URL, SEED, EVENT_BUS, NODE_ENV } = readConfig(schema, env);
  const production = NODE_ENV === 'production';
  if (production && SEED === 'demo')
    throw new ConfigError('SEED: the demo shop has public passwords and is refused under NODE_ENV=production; set SEED=none.');
  return {
    host: HOST,
    port: PORT,
    dataDir: dataDirOf(env),
    databaseUrl: DATABASE_URL,
    seed: SEED ?? (production ? 'none' : 'demo'),
    eventBus: EVENT_BUS,
    production,
  };
}
