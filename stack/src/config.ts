import { clientVariables } from '@cartograph/kit/clients';
import { isDatabaseUrl, isEventBus, readConfig } from '@cartograph/kit/config';
import { dataDirOf } from '@cartograph/kit/data-dir';
import { holdVariables } from '@cartograph/kit/holds';
import { logLevelForm, logLevels } from '@cartograph/kit/log';
import { mediaVariables } from '@cartograph/kit/media-variables';
import { type MetricsOptions, readMetrics } from '@cartograph/kit/metrics-server';
import { originVariables } from '@cartograph/kit/origins';
import { readEmail } from '@cartograph/kit/people/email';
import { type RateLimits, rateVariables } from '@cartograph/kit/rate-limits';
import { retentionVariables } from '@cartograph/kit/retention-config';
import { reviewVariables } from '@cartograph/kit/review-variables';
import { shopVariables } from '@cartograph/kit/shop-variables';
import { shownStockVariables } from '@cartograph/kit/shown-stock';
import { z } from 'zod';

/** As customers has it, whose rule it is and who says the rest: a shop is not started first to find that out. */
const isPasswordLength = (length: number): boolean => length >= 8 && length <= 200;
const port = 'a port from 0 to 65535';
const milliseconds = 'milliseconds from 0 to 60000';
const fraction = 'a fraction from 0 to 1';
const failpoints = /^\s*[a-z_.]+=(kill|throw)(@\d+)?\s*(,\s*[a-z_.]+=(kill|throw)(@\d+)?\s*)*$/;
const forTests = 'is for tests: unset it in production';

const schema = z.object({
  PORT: z.coerce.number(port).int(port).min(0, port).max(65_535, port).default(4000),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'a host name or address to listen on, such as 127.0.0.1')
    .default('127.0.0.1'),
  DATABASE_URL: z.string().refine(isDatabaseUrl, 'must be a URL such as postgres://user:password@host:5432/postgres').optional(),
  SEED: z.enum(['demo', 'none'], 'demo or none'),
  EVENT_BUS: z.string().refine(isEventBus, 'postgres, or nats://host:4222').default('postgres'),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must be a URL such as smtp://127.0.0.1:1025')
    .optional(),
  USAGE_FILE: z.string().optional(),
  NODE_ENV: z.string().default('development'),
  LOG_LEVEL: z.enum(logLevels, logLevelForm).default('warn'),
  ...clientVariables,
  ...rateVariables,
  ...originVariables,
  ADMIN_EMAIL: z
    .string()
    .refine((text) => readEmail(text).kind === 'email', 'must be an e-mail address such as boss@example.com')
    .optional(),
  ADMIN_PASSWORD: z
    .string()
    .refine((text) => isPasswordLength(Array.from(text).length), 'must be 8 to 200 characters')
    .optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must be a URL such as https://shop.example' }).optional(),
  DEMO_PUBLIC: z.enum(['yes', 'no'], 'yes or no').default('no'),
  // Read where they act, by orders, payments, pricing, products and reviews.
  ...shopVariables,
  ...mediaVariables,
  ...holdVariables,
  ...shownStockVariables,
  ...reviewVariables,
  ...retentionVariables,
});

/** With what is read only where it acts (payments' simulator/faults.ts, kit's failpoints.ts), so that a bad value is refused before anything is made. */
const schemaFor = (production: boolean) =>
  schema.extend({
    SEED: schema.shape.SEED.refine(
      (seed) => !production || seed === 'none',
      'the demo shop has public passwords and is refused under NODE_ENV=production; set SEED=none.',
    ).default(production ? 'none' : 'demo'),
    SIMULATOR_DELAY_MS: z.coerce
      .number(milliseconds)
      .int(milliseconds)
      .min(0, milliseconds)
      .max(60_000, milliseconds)
      .refine((delay) => !production || delay === 0, forTests)
      .optional(),
    SIMULATOR_LOSE_REPLIES: z.coerce
      .number(fraction)
      .min(0, fraction)
      .max(1, fraction)
      .refine((lost) => !production || lost === 0, forTests)
      .optional(),
    SIMULATOR_SEED: z.coerce.number('a whole number').int('a whole number').optional(),
    CARTOGRAPH_FAILPOINTS: z
      .string()
      .regex(failpoints, 'name=kill, name=throw or name=kill@3; several with commas')
      .refine(() => !production, forTests)
      .optional(),
  });

export interface StackConfig {
  host: string;
  port: number;
  dataDir: string;
  databaseUrl: string | undefined;
  seed: 'demo' | 'none';
  eventBus: string;
  usageFile: string | undefined;
  trustedProxies: readonly string[];
  allowedHosts: readonly string[];
  webKey: string | undefined;
  rateLimits: RateLimits | 'off' | undefined;
  rateLimitStore: string;
  /** `folder`, or the URL of a bucket. */
  mediaStore: string;
  /** Web pages of other origins that may call the gateway. */
  allowedOrigins: readonly string[];
  /** The demo may be reached from beyond this machine. */
  demoPublic: boolean;
  /** Who administers a shop that nobody does; their password is also for `npm run admin`. */
  adminEmail: string | undefined;
  adminPassword: string | undefined;
  metrics: MetricsOptions;
  production: boolean;
  logLevel: string;
}

/** Reads what `npm start` and its sisters take; all optional. Throws ConfigError naming every bad variable at once. */
export function readStackConfig(env: NodeJS.ProcessEnv = process.env): StackConfig {
  const production = env['NODE_ENV'] === 'production';
  const config = readConfig(schemaFor(production), env);
  return {
    host: config.HOST,
    port: config.PORT,
    dataDir: dataDirOf(env),
    databaseUrl: config.DATABASE_URL,
    seed: config.SEED,
    eventBus: config.EVENT_BUS,
    usageFile: config.USAGE_FILE,
    trustedProxies: config.TRUSTED_PROXIES,
    allowedHosts: config.ALLOWED_HOSTS,
    webKey: config.WEB_KEY,
    rateLimits: config.RATE_LIMITS,
    rateLimitStore: config.RATE_LIMIT_STORE,
    mediaStore: config.MEDIA_STORE,
    allowedOrigins: config.ALLOWED_ORIGINS,
    demoPublic: config.DEMO_PUBLIC === 'yes',
    adminEmail: config.ADMIN_EMAIL,
    adminPassword: config.ADMIN_PASSWORD,
    metrics: readMetrics(config.PORT, env),
    production,
    logLevel: config.LOG_LEVEL,
  };
}
