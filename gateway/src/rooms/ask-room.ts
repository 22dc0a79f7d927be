import type { Logger } from '@cartograph/kit/log';
import type { SubgraphExtensions, SubgraphRequest, SubgraphResponse } from '@cartograph/kit/subgraph';
import type { GraphQLFormattedError } from 'graphql';
import type { GatewayContext } from '#context';
import { codesOfRooms } from '#errors';
import { isRecord } from '#is-record';
import { roomSeconds } from '#metrics';
import type { NullBecause } from '#rooms/null-because';
import type { IsOf } from '#rooms/response-names';
import type { RoomCall } from '#rooms/source';
import { unanswered } from '#rooms/unanswered';

export interface Deadlines {
  /** Milliseconds for a room to answer one step of a query. */
  queryMs: number;
  /** Milliseconds for one step of a mutation: placeOrder alone may wait 30 s. */
  mutationMs: number;
}

export interface AskRoomOptions {
  room: string;
  call: RoomCall;
  deadlines: Deadlines;
  isOf: IsOf;
  log: Logger;
}

/** Puts one step of an operation to a room; `mutation` says what the client's operation is. Never throws. */
export type AskRoom = (
  request: SubgraphRequest,
  mutation: boolean,
  context: GatewayContext,
  /** Looked at only when the room does not answer a step into entities. */
  because?: () => NullBecause | undefined,
) => Promise<SubgraphResponse>;

/**
 * With a deadline, as whoever asks by now, and with an error a field when the room does not answer. What a room tells the gateway stays
 * here.
 */
export function createAskRoom({ room, call, deadlines, isOf, log }: AskRoomOptions): AskRoom {
  return async (request, mutation, { who, requestId, left }, because) => {
    // A mutation is never given up because its client left: what it began is finished and can be asked for.
    const limit = deadline(mutation ? deadlines.mutationMs : deadlines.queryMs, mutation ? undefined : left);
    const end = roomSeconds.startTimer({ room });
    try {
      const caller = await who.caller();
      const said = await call({ ...request, caller, requestId, signal: limit.signal });
      if (!isAnswer(said)) throw new Error(`${room} answered with something that is no GraphQL response`);
      const { extensions, ...answer } = said;
      if (extensions !== undefined) who.take(sessionOf(extensions));
      tellFaults(answer.errors ?? [], room, requestId, log);
      end({ outcome: answer.errors ? 'errors' : 'ok' });
      return answer;
    } catch (error) {
      const code = limit.passed() ? 'TIMEOUT' : 'SUBGRAPH_UNAVAILABLE';
      end({ outcome: left.aborted && !mutation ? 'left' : code.toLowerCase() });
      if (!left.aborted) log.warn({ room, code, err: error, requestId }, 'a room did not answer');
      return { data: null, errors: unanswered(request, code, isOf, because?.()) };
    } finally {
      limit.clear();
    }
  };
}

const maxTold = 3;

/** Clients see nothing of such errors. Rooms of ours have logged their own faults under the request's id; what else there is, is told here. */
function tellFaults(errors: readonly GraphQLFormattedError[], room: string, requestId: string, log: Logger): void {
  const faults = errors.filter(({ extensions }) => !codesOfRooms.has(extensions?.['code']) && extensions?.['requestId'] !== requestId);
  if (faults.length === 0) return;
  const said = faults
    .slice(0, maxTold)
    .map(({ message, path, extensions }) => ({ said: String(message), path, code: extensions?.['code'] }));
  log.error({ room, faults: said, of: faults.length, requestId }, 'a room said what clients do not see');
}

function deadline(ms: number, left: AbortSignal | undefined): { signal: AbortSignal; passed: () => boolean; clear: () => void } {
  const controller = new AbortController();
  const leave = (): void => controller.abort(left?.reason);
  let passed = false;
  const timer = setTimeout(() => {
    passed = true;
    controller.abort(new Error(`no answer within ${ms} ms`));
  }, ms);
  if (left?.aborted) leave();
  else left?.addEventListener('abort', leave, { once: true });
  return {
    signal: controller.signal,
    passed: () => passed,
    clear: () => {
      clearTimeout(timer);
      left?.removeEventListener('abort', leave);
    },
  };
}

/** Over HTTP it is whatever JSON came. */
function sessionOf(extensions: unknown): SubgraphExtensions['session'] {
  const session = isRecord(extensions) ? extensions['session'] : undefined;
  if (!isRecord(session)) return undefined;
  const { accessToken } = session;
  return accessToken === null || typeof accessToken === 'string' ? { accessToken } : undefined;
}

const isAnswer = (answer: unknown): answer is SubgraphResponse =>
  isRecord(answer) && ('data' in answer || 'errors' in answer) && isData(answer['data']) && areErrors(answer['errors']);

const isData = (data: unknown): boolean => data === undefined || data === null || isRecord(data);

const areErrors = (errors: unknown): boolean =>
  errors === undefined || errors === null || (Array.isArray(errors) && errors.every(isRecord));
