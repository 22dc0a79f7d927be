import type { FastifyRequest } from 'fastify';
import { isRecord } from '#is-record';

/** A GraphQL request as far as the fast lane knows it. */
export interface GraphQLRequest {
  query: string;
  operationName: string | undefined;
  variables: Readonly<Record<string, unknown>>;
}

/** Undefined for every request that is not the usual one: a JSON body with a text, and no hash and no plan asked for. */
export function readRequest({ method, headers, body }: FastifyRequest): GraphQLRequest | undefined {
  if (method !== 'POST' || !isRecord(body) || 'apollo-query-plan-experimental' in headers) return undefined;
  const { query, operationName, variables, extensions } = body;
  if (typeof query !== 'string' || !isOptional(operationName, isText) || !isOptional(variables, isRecord)) return undefined;
  if (!isOptional(extensions, isRecord) || (extensions && 'persistedQuery' in extensions)) return undefined;
  return { query, operationName: operationName || undefined, variables: variables ?? {} };
}

const isText = (value: unknown): value is string => typeof value === 'string';

const isOptional = <T>(value: unknown, is: (value: unknown) => value is T): value is T | null | undefined =>
  value === null || value === undefined || is(value);
