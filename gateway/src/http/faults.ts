import { clientError } from '@cartograph/kit/errors';
import type { Logger } from '@cartograph/kit/log';
import type { FastifyInstance } from 'fastify';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { isOwnFault, withRequestId } from '#errors';
import { isRecord } from '#is-record';
import { answerTypeOf } from '#media-type';

/** Whatever is answered with a 5xx, by any page, has a line with the id that the client got; health checks say it to their asker. */
export function noteServerErrors(app: FastifyInstance, log: Logger): void {
  app.addHook('onSend', async ({ id, method, routeOptions }, { statusCode }) => {
    const path = routeOptions.url ?? '';
    if (statusCode >= 500 && !path.startsWith('/health/'))
      log.error({ requestId: id, method, path, status: statusCode }, 'answered with a server error');
  });
}

/** What a request is told before its operation is looked at. A fault in it is logged: Apollo Server would mask it and say nothing. */
export async function noteFaults<T>(make: () => Promise<T>, requestId: string, log: Logger): Promise<T> {
  try {
    return await make();
  } catch (error) {
    if (!(error instanceof GraphQLError) || isOwnFault(error) || error.cause)
      log.error({ err: error, requestId }, 'a request failed before it was carried out');
    throw error;
  }
}

/** A command must not be carried out for somebody who cannot be answered. */
export function refuseUnanswerable(accept: string | undefined): void {
  if (answerTypeOf(accept)) return;
  const message = 'The Accept header takes neither application/json nor application/graphql-response+json.';
  throw clientError('BAD_REQUEST', message, { http: { status: 406 } });
}

/** Answers that Apollo Server gives outside of an operation pass none of our plugins. */
export function withFaultIds(body: unknown, requestId: string): unknown {
  const answer: unknown = typeof body === 'string' ? JSON.parse(body) : undefined;
  if (!isRecord(answer) || !Array.isArray(answer['errors'])) return body;
  const errors = answer['errors'].map((error: GraphQLFormattedError) => withRequestId(error, requestId));
  return `${JSON.stringify({ ...answer, errors })}\n`;
}
