import { type ErrorCode, errorCodes } from '@cartograph/kit/errors';
import type { Logger } from '@cartograph/kit/log';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { Refused } from '#http/refused';
import { typeOfRefusal } from '#media-type';

const say = (request: FastifyRequest, reply: FastifyReply, status: number, message: string, extensions: object): FastifyReply =>
  reply
    .code(status)
    .type(typeOfRefusal(request.headers.accept))
    .send(JSON.stringify({ errors: [{ message, extensions }] }));

const refusal = (request: FastifyRequest, reply: FastifyReply, status: number, code: ErrorCode, message: string): FastifyReply =>
  say(request, reply, status, message, code === 'INTERNAL_SERVER_ERROR' ? { code, requestId: request.id } : { code });

/** A refusal of GraphQL's kind that needs no look at the body: as Apollo Server would answer it. */
function refuseUnread(
  { message, extensions: { http, ...extensions } }: GraphQLError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const { status, headers } = http as { status: number; headers: ReadonlyMap<string, string> };
  return say(request, reply.headers(Object.fromEntries(headers)), status, message, extensions);
}

const sentences: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'The body is too large: at most 256 kB are read.',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'Send the body as content-type application/json.',
};

const sentenceOf = (error: FastifyError | Refused): string =>
  error instanceof Refused ? error.message : (sentences[error.code] ?? 'The request cannot be read.');

/** What is wrong before GraphQL sees the request: answered in the shape of a GraphQL response all the same. */
export const refuseRequest =
  (log: Logger) =>
  (error: FastifyError | Refused | GraphQLError, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    if (error instanceof GraphQLError) return refuseUnread(error, request, reply);
    const status = error.statusCode ?? 500;
    if (status < 500) return refusal(request, reply, status, 'BAD_REQUEST', sentenceOf(error));
    log.error({ err: error, requestId: request.id, path: request.routeOptions.url }, 'a request failed');
    return refusal(request, reply, 500, 'INTERNAL_SERVER_ERROR', 'Something went wrong on our side.');
  };

/** As above for pages of rooms, whose bounds are their own. */
export const refusePage =
  (log: Logger) =>
  (error: FastifyError | Refused | GraphQLError, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    // What was not read of a body would be taken for the next request.
    if (request.body !== undefined || request.headers['content-length'] !== undefined) reply.header('connection', 'close');
    if (error instanceof GraphQLError && error.cause !== undefined) log.error({ err: error, requestId: request.id }, 'a page failed');
    const status = error instanceof GraphQLError ? 0 : error.statusCode;
    return status === 413 && !(error instanceof Refused)
      ? refusal(request, reply, 413, 'BAD_REQUEST', 'The body is too large.')
      : refuseRequest(log)(error, request, reply);
  };

export const refuseUnknownPage = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  refusal(request, reply, 404, 'NOT_FOUND', `${errorCodes.NOT_FOUND} GraphQL is at /graphql.`);
