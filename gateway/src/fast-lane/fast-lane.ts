import type { Logger } from '@cartograph/kit/log';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql';
import type { GatewayContext } from '#context';
import type { ShowError } from '#errors';
import { type KnownOperation, knownOperation, type Resolved, type Variables } from '#fast-lane/known-operation';
import { createMemory } from '#fast-lane/memory';
import { readRequest } from '#fast-lane/read-request';
import type { Prices } from '#limits/prices';
import { maxCost } from '#limits/refuse-costly';
import { fastLaneRequests } from '#metrics';
import { finishAnswer, startAnswer } from '#reporting';
import type { AskRoom } from '#rooms/ask-room';
import type { NoteUse } from '#usage/note-use';

export interface FastLane {
  /** Told of every operation that Apollo's way carries out. */
  learn: (resolved: Resolved) => void;
  /** The media type that Apollo's way has answered to an Accept header. */
  learnType: (accept: string | undefined, type: unknown) => void;
  /** The body of the answer, or undefined when Apollo's way has to give it; nothing has happened then. */
  take: (request: FastifyRequest, reply: FastifyReply, contextOf: () => Promise<GatewayContext>) => Promise<string | undefined>;
}

export interface FastLaneOptions {
  rooms: ReadonlyMap<string, AskRoom>;
  noteUse: NoteUse | undefined;
  /** Of the operations that are known. */
  maxCharacters: number;
  showError: ShowError;
  prices: Prices;
  log: Logger;
}

const maxTextLength = 16_384;
const maxTypes = 100;

/** A request for the lane: nothing is left to refuse but its caller. */
interface Ready {
  known: KnownOperation;
  ask: AskRoom;
  variables: Variables;
  /** The media type of the answer. */
  type: string;
}

/**
 * Answers operations that were answered before without Apollo Server: they are parsed, validated and planned, and what is left of them is
 * compiled. Whatever is unusual about a request (a refusal of any kind, too) goes Apollo's way, so that there is one place that says no.
 */
export function createFastLane({ rooms, noteUse, showError, maxCharacters, prices, log }: FastLaneOptions): FastLane {
  const memory = createMemory(maxCharacters);
  const types = new Map<string | undefined, string>();

  const find = (request: FastifyRequest): Ready | undefined => {
    const type = types.get(request.headers.accept);
    const read = readRequest(request);
    if (type === undefined || !read) return undefined;
    const { query, operationName, variables } = read;
    const known = memory.find(query, operationName);
    if (known === undefined || known === 'not for us') return undefined;
    const ask = rooms.get(known.room);
    return ask && known.accepts(variables) && known.costOf(variables) <= maxCost ? { known, ask, variables, type } : undefined;
  };

  const run = async ({ known, ask, variables }: Ready, context: GatewayContext): Promise<string> => {
    const end = startAnswer();
    const { operation } = known.operation;
    const answer = await ask(known.requestOf(variables), operation === 'mutation', context);
    const { data, faults } = known.shape(answer.data);
    const errors = answer.errors?.length ? answer.errors.map((error) => showError(asSaidBy(known.room, error), error)) : undefined;
    const result: FormattedExecutionResult = { ...(errors && { errors }), data };
    finishAnswer({ result, faults: errors ? [] : faults, operation, requestId: context.requestId, end, log });
    return `${JSON.stringify({ errors: result.errors, data })}\n`;
  };

  return {
    learn: (resolved) => {
      const { source, request } = resolved.requestContext;
      if (source.length > maxTextLength || memory.find(source, request.operationName)) return;
      try {
        memory.keep(source, request.operationName, knownOperation(resolved, prices) ?? 'not for us');
      } catch (error) {
        // The request that taught it is answered all the same.
        memory.keep(source, request.operationName, 'not for us');
        log.warn({ err: error }, 'an operation could not be compiled');
      }
    },
    learnType: (accept, type) => {
      if (typeof type !== 'string' || types.has(accept)) return;
      if (types.size >= maxTypes) types.clear();
      types.set(accept, type);
    },
    take: async (request, reply, contextOf) => {
      const ready = find(request);
      const context = ready && (await contextOf().catch(() => undefined));
      if (!ready || !context || !(await mayTake(ready.known, context))) return undefined;
      noteUse?.(ready.known, ready.variables, (name) => headerOf(request, name));
      fastLaneRequests.inc();
      const body = await run(ready, context);
      reply.type(ready.type);
      return body;
    },
  };
}

/** Without it Apollo's way says no. */
async function mayTake({ takings }: KnownOperation, context: GatewayContext): Promise<boolean> {
  try {
    if (takings) await context.take(takings);
    return true;
  } catch {
    return false;
  }
}

/** As Apollo's executor passes on what a room says of its fields. */
const asSaidBy = (room: string, { message, path, extensions }: GraphQLFormattedError): GraphQLFormattedError => ({
  message,
  ...(path && { path }),
  extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', ...extensions, serviceName: room },
});

function headerOf({ headers }: FastifyRequest, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}
