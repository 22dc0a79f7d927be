import { type ErrorCode, errorCodes } from '@cartograph/kit/errors';
import type { Logger } from '@cartograph/kit/log';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { Refused } from '#http/refused';
import { typeOfRefusal } from '#media-type';

const refusal = (request: FastifyRequest, reply: FastifyReply, status: number, code: ErrorCode, message: string): FastifyReply => {
  const extensions = code === 'INTERNAL_SERVER_ERROR' ? { code, requestId: request.id } : { code };
  return reply
    .code(status)
    .type(typeOfRefusal(request.headers.accept))
    .send(JSON.stringify({ errors: [{ message, extensions }] }));
};

const sentences: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'The body is too large: at most 256 kB are read.',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'Send the body as content-type application/json.',
};

const sentenceOf = (error: FastifyError | Refused): string =>
  error instanceof Refused ? error.message : (sentences[error.code] ?? 'The request cannot be read.');

/** What is wrong before GraphQL sees the request: answered in the shape of a GraphQL response all the same. */
export const refuseRequest =
  (log: Logger) =>
  (error: FastifyError | Refused, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const status = error.statusCode ?? 500;
    if (status < 500) return refusal(request, reply, status, 'BAD_REQUEST', sentenceOf(error));
    log.error({ err: error, requestId: request.id, path: request.routeOptions.url }, 'a request failed');
    return refusal(request, reply, 500, 'INTERNAL_SERVER_ERROR', 'Something went wrong on our side.');
  };

export const refuseUnknownPage = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  refusal(request, reply, 404, 'NOT_FOUND', `${errorCodes.NOT_FOUND} GraphQL is at /graphql.`);
