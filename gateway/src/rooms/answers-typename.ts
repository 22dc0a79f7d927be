import type { Dispatcher } from 'undici';
import { isRecord } from '#is-record';

const deadlineMs = 1_500;

/** Is a subgraph that is not ours ready? It has no health path of ours, but whatever serves GraphQL answers this. */
export async function answersTypename(
  endpoint: string,
  connections: Dispatcher,
  signal = AbortSignal.timeout(deadlineMs),
): Promise<boolean> {
  const { origin, pathname, search } = new URL(endpoint);
  const { statusCode, body } = await connections.request({
    origin,
    path: `${pathname}${search}`,
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: '{"query":"{ __typename }"}',
    signal,
  });
  if (statusCode !== 200) {
    await body.dump();
    return false;
  }
  const answer = await body.json();
  return isRecord(answer) && isRecord(answer['data']) && typeof answer['data']['__typename'] === 'string';
}
