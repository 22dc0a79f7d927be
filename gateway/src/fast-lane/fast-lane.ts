import type { Logger } from '@cartograph/kit/log';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import type { GatewayContext } from '#context';
import { showError } from '#errors';
import { type KnownOperation, knownOperation, type Resolved, type Variables } from '#fast-lane/known-operation';
import { readRequest } from '#fast-lane/read-request';
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
  log: Logger;
}

const maxOperations = 2_000;
const maxTextLength = 16_384;
const maxTypes = 100;

/**
 * Answers operations that were answered before without Apollo Server: they are parsed, validated and planned, and what is left of them is
 * compiled. Whatever is unusual about a request (a refusal of any kind, too) goes Apollo's way, so that there is one place that says no.
 */
export function createFastLane({ rooms, noteUse, log }: FastLaneOptions): FastLane {
  const operations = new Map<string, Map<string | undefined, KnownOperation | undefined>>();
  const types = new Map<string | undefined, string>();

  const run = async (known: KnownOperation, ask: AskRoom, variables: Variables, context: GatewayContext): Promise<string> => {
    const end = startAnswer();
    const answer = await ask(known.requestOf(variables), known.operation.operation === 'mutation', context);
    const { data, faults } = known.shape(answer.data);
    const errors = answer.errors?.length ? answer.errors.map((error) => shownOf(error, known.room)) : undefined;
    const result = { ...(errors && { errors }), data };
    finishAnswer({ result, faults: errors ? [] : faults, operation: known.operation.operation, requestId: context.requestId, end, log });
    return `${JSON.stringify(result)}\n`;
  };

  return {
    learn: (resolved) => {
      const { source, request } = resolved.requestContext;
      if (source.length > maxTextLength) return;
      const named = operations.get(source) ?? new Map<string | undefined, KnownOperation | undefined>();
      if (named.has(request.operationName)) return;
      if (operations.size >= maxOperations) operations.clear();
      operations.set(source, named.set(request.operationName, knownOperation(resolved)));
    },
    learnType: (accept, type) => {
      if (typeof type !== 'string' || types.has(accept)) return;
      if (types.size >= maxTypes) types.clear();
      types.set(accept, type);
    },
    take: async (request, reply, contextOf) => {
      const type = types.get(request.headers.accept);
      const read = type === undefined ? undefined : readRequest(request);
      const known = read && operations.get(read.query)?.get(read.operationName);
      const ask = known && rooms.get(known.room);
      if (!type || !read || !ask || !known.accepts(read.variables) || known.costOf(read.variables) > maxCost) return undefined;
      const context = await contextOf().catch(() => undefined);
      if (!context) return undefined;
      noteUse?.(known, read.variables, (name) => headerOf(request, name));
      fastLaneRequests.inc();
      const body = await run(known, ask, read.variables, context);
      reply.type(type);
      return body;
    },
  };
}

/** As Apollo's executor passes on what a room says of its fields. */
function shownOf(error: GraphQLFormattedError, room: string): GraphQLFormattedError {
  const extensions = { code: 'DOWNSTREAM_SERVICE_ERROR', ...error.extensions, serviceName: room };
  return showError({ message: error.message, ...(error.path && { path: error.path }), extensions }, error);
}

function headerOf({ headers }: FastifyRequest, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}
