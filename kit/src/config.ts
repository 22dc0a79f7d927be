import type { z } from 'zod';

/** A start refused for its environment: one line a variable, fit to print as it is. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** Reads the environment once, at boot. Throws ConfigError naming every bad variable at once; an empty variable counts as unset. */
export function readConfig<Schema extends z.ZodObject>(schema: Schema, env: NodeJS.ProcessEnv = process.env): z.infer<Schema> {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''));
  const parsed = schema.safeParse(set);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new ConfigError(`These environment variables need attention:\n${lines.join('\n')}`);
}
