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
  const lines = [...new Set(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`))];
  throw new ConfigError(lines.length === 1 ? lines.join() : `These environment variables need attention:\n  ${lines.join('\n  ')}`);
}

/** A postgres:// URL that can be taken apart: its port is one, and what is percent-encoded in it decodes. */
export function isDatabaseUrl(text: string): boolean {
  if (!/^postgres(ql)?:\/\//.test(text) || !URL.canParse(text)) return false;
  const { username, password, pathname } = new URL(text);
  try {
    decodeURIComponent(username + password + pathname);
    return true;
  } catch {
    return false;
  }
}

/** What EVENT_BUS may be: `postgres`, or the URL of a NATS server. */
export const isEventBus = (text: string): boolean => text === 'postgres' || (/^nats:\/\/[^/]/.test(text) && URL.canParse(text));

/** The variable that says where a subgraph answers: PRODUCTS_URL of products. */
export const urlVariable = (subgraph: string): string => `${subgraph.toUpperCase().replaceAll('-', '_')}_URL`;
