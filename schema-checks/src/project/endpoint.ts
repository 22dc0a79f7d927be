import { getIntrospectionQuery } from 'graphql';
import type { Snapshot } from '../model.ts';
import { InputProblem } from '../problem.ts';
import { fromIntrospection } from './published.ts';

const deadlineMs = 10_000;

/** The API of a running server, by introspection. A server that does not know the newest questions is asked the old ones. */
export async function askEndpoint(url: string, given: string): Promise<Snapshot> {
  const newest = getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true, directiveIsRepeatable: true });
  const first = await ask(url, newest, given);
  const answer = hasSchema(first) ? first : await ask(url, getIntrospectionQuery(), given);
  if (!hasSchema(answer)) {
    const { errors } = answer as { errors?: { message?: string }[] };
    throw new InputProblem(`${given}: the server gives no schema: ${errors?.[0]?.message ?? 'its answer holds no data.__schema'}`);
  }
  return { label: url, subgraphs: [], api: fromIntrospection(url, answer) };
}

const hasSchema = (answer: unknown): boolean => {
  const { data } = (answer ?? {}) as { data?: { __schema?: unknown } | null };
  return data?.__schema != null;
};

async function ask(url: string, query: string, given: string): Promise<unknown> {
  let text: string;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query }),
      signal: AbortSignal.timeout(deadlineMs),
    });
    text = await response.text();
  } catch (error) {
    const { name, cause, message } = error as Error;
    const why = name === 'TimeoutError' ? `within ${deadlineMs / 1000} s` : `(${(cause as Error | undefined)?.message || message})`;
    throw new InputProblem(`${given}: no answer ${why}.`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new InputProblem(`${given}: the answer is no JSON; is this the GraphQL endpoint?`);
  }
}
