import { Agent, request } from 'undici';
import { type Caller, signCaller } from './caller.ts';

/** Calls from one room to another: a GraphQL document and its variables. In process and over HTTP alike. */
export type RemoteCall = <Data>(query: string, variables: Record<string, unknown>, deadlineMs?: number) => Promise<Data>;

/** The other room could not be reached, did not answer in time, or failed: nothing is known of what it did. Repeat the call. */
export class RemoteUnavailable extends Error {
  override name = 'RemoteUnavailable';
  /** False when the room answered, with an error. */
  readonly unanswered: boolean;

  constructor(message: string, unanswered = true) {
    super(message);
    this.unanswered = unanswered;
  }
}

export interface RemoteOptions {
  /** Base URL of the called room, such as http://inventory:4002. */
  url: string;
  /** Name of the called room. */
  subgraph: string;
  /** Name of the calling room. */
  caller: string;
  secret: string;
  /** Milliseconds for one call (default 5,000). */
  deadlineMs?: number;
}

const minorUnitsAsText = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? `${value}` : value);

/** A signed call over HTTP with keep-alive and a deadline. Throws RemoteUnavailable on every fault. */
export function createRemoteCall({ url, subgraph, caller, secret, deadlineMs = 5_000 }: RemoteOptions): RemoteCall {
  const who: Caller = { kind: 'room', room: caller };
  let connections = new Agent();
  return async <Data>(query: string, variables: Record<string, unknown>, callDeadlineMs: number = deadlineMs) => {
    const body = JSON.stringify({ query, variables }, minorUnitsAsText);
    const used = connections;
    const signal = AbortSignal.timeout(callDeadlineMs);
    try {
      const response = await request(`${url}/graphql`, {
        dispatcher: used,
        method: 'POST',
        headers: { 'content-type': 'application/json', ...signCaller(secret, subgraph, who, body) },
        body,
        signal,
      });
      const answer = (await response.body.json()) as { data?: Data | null; errors?: { message: string }[] };
      if (response.statusCode !== 200 || answer.errors?.length || !answer.data)
        throw new RemoteUnavailable(`${subgraph}: ${answer.errors?.[0]?.message ?? `status ${response.statusCode}`}`, false);
      return answer.data;
    } catch (error) {
      if (error instanceof RemoteUnavailable) throw error;
      // Connections can die without a word, and die together: the next call takes a new one. What is under way on the others goes on.
      if (signal.aborted && used === connections) {
        connections = new Agent();
        void used.close();
      }
      throw new RemoteUnavailable(`${subgraph}: ${error instanceof Error ? error.message : 'unreachable'}`);
    }
  };
}
