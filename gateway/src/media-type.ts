import Negotiator from 'negotiator';

const plain = 'application/json; charset=utf-8';
const newer = 'application/graphql-response+json; charset=utf-8';

/** The media type of the answer by an Accept header, names in any case and preferences counted; undefined when it takes neither of ours. */
export const answerTypeOf = (accept: string | undefined): string | undefined =>
  accept ? new Negotiator({ headers: { accept } }).mediaType([plain, newer]) : plain;

/**
 * GraphQL over HTTP, 6.4: a well-formed request that GraphQL refuses is a 400 in the newer media type and a 200 in application/json. What is
 * refused as HTTP has one status in both.
 */
export const isNewer = (type: string | undefined): boolean => type === newer;

/** For answers that are given whatever the client takes. */
export const typeOfRefusal = (accept: string | undefined): string => answerTypeOf(accept) ?? plain;
