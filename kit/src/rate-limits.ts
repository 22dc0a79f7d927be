import { z } from 'zod';

/** What is counted: every request, commands in mutations, passwords to be looked at, and orders to be placed. */
export const rateKinds = ['request', 'mutation', 'password', 'placing'] as const;
export type RateKind = (typeof rateKinds)[number];

/** How many a minute, of a client and of an account alike. */
export type RateLimits = Readonly<Record<RateKind, number>>;

/** No page of a shop, and no office behind one address, comes near. */
export const usualRateLimits: RateLimits = { request: 3_000, mutation: 120, password: 30, placing: 60 };

const pair = /^(request|mutation|password|placing)=([1-9]\d{0,6})$/;
const form = 'off, or numbers a minute such as request=3000,mutation=120,password=30,placing=60';

function read(text: string, context: z.RefinementCtx): RateLimits | 'off' {
  if (text.trim() === 'off') return 'off';
  const pairs = text.split(',').map((each) => pair.exec(each.trim()));
  if (!pairs.every((each) => each !== null)) context.addIssue({ code: 'custom', message: form });
  return { ...usualRateLimits, ...Object.fromEntries(pairs.flatMap((each) => (each ? [[each[1], Number(each[2])]] : []))) };
}

const isStore = (text: string): boolean => text === 'memory' || (/^(rediss?|postgres(ql)?):\/\/[^/]/.test(text) && URL.canParse(text));

/** What every process that reads one of these demands of all of them. */
export const rateVariables = {
  RATE_LIMITS: z.string().transform(read).optional(),
  RATE_LIMIT_STORE: z.string().refine(isStore, 'memory, redis://host:6379 or postgres://host:5432/database').default('memory'),
};
