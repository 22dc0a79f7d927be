import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@cartograph/kit/log';
import { counter, secondsHistogram } from '@cartograph/kit/metrics';
import { type PaymentProvider, ProviderTimeout } from '#provider';
import { type Attempt, type AttemptOutcome, outcomeOfAnswer, type ProviderAnswer, type ProviderVerb } from '#rules/attempt';

const latency = secondsHistogram('cartograph_payments_provider_seconds', 'Time the payment provider took', ['verb']);
const outcomes = counter('cartograph_payments_provider_calls', 'Calls to the payment provider', ['verb', 'outcome']);

/** Calls of one command about one placement; more only add to the wait of whoever stands behind it. */
const maxAttempts = 3;
/** No further attempt begins after this, so that a command ends within 3 s. */
const budgetMs = 2_900;
const backoffMs = [0, 40, 120];

export interface ProviderAccess {
  provider: PaymentProvider;
  /** For one call. */
  deadlineMs: number;
  log: Logger;
}

/** A provider's answer, or undefined when every reply was lost, and the attempts it took for the ledger. */
export interface Asked<Answer> {
  answer: Answer | undefined;
  attempts: Attempt[];
}

/** Asks the provider until it answers: 3 times at most and within 3 s. A fault of the call counts as a lost reply: nothing is known. */
export async function tryProvider<Answer extends { kind: ProviderAnswer } | null>(
  { provider, deadlineMs, log }: ProviderAccess,
  placementId: string,
  verb: ProviderVerb,
  call: (provider: PaymentProvider, options: { signal: AbortSignal }) => Promise<Answer>,
): Promise<Asked<Answer>> {
  const attempts: Attempt[] = [];
  const began = performance.now();
  for (let number = 1; number <= maxAttempts; number += 1) {
    const left = budgetMs - (performance.now() - began);
    if (left <= 0) break;
    if (number > 1) await sleep(backoffMs[number - 1]);
    const started = performance.now();
    const note = (outcome: AttemptOutcome): void => {
      const took = performance.now() - started;
      latency.observe({ verb }, took / 1_000);
      outcomes.inc({ verb, outcome });
      attempts.push({ placementId, verb, number, outcome, latencyMs: Math.round(took), at: new Date(Date.now() - took) });
    };
    try {
      const answer = await withDeadline((signal) => call(provider, { signal }), Math.min(deadlineMs, left));
      note(outcomeOfAnswer(answer?.kind ?? null));
      return { answer, attempts };
    } catch (error) {
      const lost = error instanceof ProviderTimeout;
      note(lost ? 'TIMEOUT' : 'FAULT');
      if (!lost) log.warn({ err: error, placementId, verb }, 'the payment provider failed');
    }
  }
  return { answer: undefined, attempts };
}

/** Ends the wait after `ms` even when the provider's client does not listen to its signal. */
async function withDeadline<T>(call: (signal: AbortSignal) => Promise<T>, ms: number): Promise<T> {
  const abort = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new ProviderTimeout(`no reply within ${ms} ms`));
      abort.abort();
    }, ms);
  });
  try {
    return await Promise.race([call(abort.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** At most `limit` of them at a time, results in order. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
  limit = 64,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) results[index] = await work(items[index] as Item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return results;
}
