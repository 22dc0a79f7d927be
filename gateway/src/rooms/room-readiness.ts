import { request } from 'undici';
import { isRecord } from '#is-record';

const deadlineMs = 1_600;

/** What a room of ours says keeps it from doing its part, each with its name before it; that it is away or silent, when it says nothing. */
export async function askReadiness(name: string, url: string): Promise<string[]> {
  const signal = AbortSignal.timeout(deadlineMs);
  try {
    const { statusCode, body } = await request(`${url}/health/ready`, { signal });
    const said = await body.json().catch(() => undefined);
    return statusCode === 200 ? [] : reasonsOf(said).map((reason) => `${name}: ${reason}`);
  } catch {
    return [`${name}: ${signal.aborted ? 'does not answer' : 'is away'}`];
  }
}

function reasonsOf(said: unknown): string[] {
  const reasons = isRecord(said) ? said['reasons'] : undefined;
  const words = Array.isArray(reasons) ? reasons.filter((reason): reason is string => typeof reason === 'string') : [];
  return words.length > 0 ? words : ['is not ready'];
}
