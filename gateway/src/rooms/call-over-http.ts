import { signCaller } from '@cartograph/kit/caller';
import type { SubgraphResponse } from '@cartograph/kit/subgraph';
import type { Line } from '#rooms/lines';
import type { RoomCall, RoomRequest } from '#rooms/source';

/** Never sent, or cut off on the way: for a query it is safe to try once more. */
const connectionErrors: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'UND_ERR_SOCKET',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Signed calls to a room. The headers are all ours: nothing that a client sent is passed on. */
export const callRoom = (room: string, url: string, secret: string, line: Line): RoomCall =>
  callOverHttp(room, `${url.replace(/\/$/, '')}/graphql`, ({ caller }, body) => signCaller(secret, room, caller, body), line);

/**
 * Calls to a subgraph that is not ours: it is told nothing of who asks, since whoever can check our signature could also make one, and it
 * is not heard on it either.
 */
export function callForeign(subgraph: string, endpoint: string, line: Line): RoomCall {
  const call = callOverHttp(subgraph, endpoint, () => ({}), line);
  return async (request) => {
    const { extensions: _, ...answer } = await call(request);
    return answer;
  };
}

type Vouch = (request: RoomRequest, body: string) => Record<string, string>;

function callOverHttp(room: string, url: string, vouch: Vouch, line: Line): RoomCall {
  const target = new URL(url);
  const send = async (request: RoomRequest): Promise<SubgraphResponse> => {
    const { query, variables, operationName, requestId, signal } = request;
    const body = JSON.stringify({ query, variables, operationName });
    const headers = { 'content-type': 'application/json', accept: 'application/json', 'x-request-id': requestId, ...vouch(request, body) };
    const call = line.begin();
    try {
      const path = `${target.pathname}${target.search}`;
      const response = await call.connections.request({ origin: target.origin, path, method: 'POST', headers, body, signal });
      call.heard();
      if (response.statusCode !== 200) {
        await response.body.dump();
        throw new Error(`${room} answered with status ${response.statusCode}`);
      }
      return (await response.body.json()) as SubgraphResponse;
    } finally {
      call.over();
    }
  };
  return (request) =>
    send(request).catch((error: unknown) => {
      const again = !request.signal.aborted && isQuery(request.query) && connectionErrors.has((error as NodeJS.ErrnoException).code);
      if (!again) throw error;
      return send(request);
    });
}

const isQuery = (operation: string): boolean => !operation.startsWith('mutation');
