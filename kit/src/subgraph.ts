import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type DocumentNode, execute, GraphQLError, type GraphQLFormattedError, type GraphQLSchema, parse, validate } from 'graphql';
import type { Caller } from './caller.ts';
import type { ErrorCode } from './errors.ts';
import type { Logger } from './log.ts';
import { maskError } from './mask-error.ts';
import { createMemory } from './memory.ts';
import { documentBytes, sizeOfText } from './text-size.ts';

export interface SubgraphRequest {
  query: string;
  variables?: Record<string, unknown> | undefined;
  operationName?: string | undefined;
}

export interface SubgraphResponse {
  data?: Record<string, unknown> | null;
  errors?: GraphQLFormattedError[];
  /** From a room to the gateway alone: clients never see it, and of subgraphs that are not ours it is not read. */
  extensions?: SubgraphExtensions;
}

export interface SubgraphExtensions {
  /** Whose the rest of the client's request is: the bearer of this access token, which is checked like any, or a guest's. */
  session?: { accessToken: string | null };
}

/** One GraphQL operation on a room, the same in process and behind HTTP. Never throws: faults are errors with a code. */
export type Execute = (request: SubgraphRequest, caller: Caller, requestId?: string) => Promise<SubgraphResponse>;

type SubgraphResolvers = NonNullable<
  Parameters<typeof buildSubgraphSchema>[0] extends infer Input
    ? Input extends readonly (infer Module)[]
      ? Module extends { resolvers?: infer Resolvers }
        ? Resolvers
        : never
      : never
    : never
>;

/** The SDL beside a room's `src/`, as text: `readSdl(import.meta.url, '../inventory.graphql')`. */
export const readSdl = (from: string, path: string): string => readFileSync(fileURLToPath(new URL(path, from)), 'utf8');

export const buildSubgraph = (sdl: string, resolvers: object): GraphQLSchema =>
  buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as SubgraphResolvers }]);

/**
 * Of documents that are remembered. Operations come from the gateway's plans and the rooms' remotes: few texts, repeated, of some 100
 * tokens (20 kB) each; but strangers may write into them what they like.
 */
const documentsBytes = 12_000_000;

/** Brackets within each other: what the gateway lets through (100), and what its plans put around that. */
const maxNesting = 250;

export interface ExecuteBounds {
  /** Bytes of documents that are remembered. */
  documentsBytes: number;
}

/**
 * Runs operations on a schema; documents are parsed and validated once, and what is refused is not remembered. `contextOf` is called once
 * a request (fresh loaders), and `extensionsOf` when all its fields are answered.
 */
export function createExecute<Context>(
  schema: GraphQLSchema,
  contextOf: (caller: Caller, requestId: string) => Context,
  log: Logger,
  extensionsOf: (context: Context) => SubgraphExtensions | undefined = () => undefined,
  bounds: ExecuteBounds = { documentsBytes },
): Execute {
  const documents = createMemory<DocumentNode>(bounds.documentsBytes);
  const documentOf = (query: string): DocumentNode | readonly GraphQLError[] => {
    const known = documents.get(query);
    if (known) return known;
    const size = sizeOfText(query);
    const prepared = size.nesting > maxNesting ? tooDeep : prepare(schema, query);
    if ('kind' in prepared) documents.set(query, prepared, documentBytes(query, size));
    return prepared;
  };
  return async (request, caller, requestId = 'none') => {
    const document = documentOf(request.query);
    if (!('kind' in document)) return { errors: document.map((error) => error.toJSON()) };
    const context = contextOf(caller, requestId);
    const result = await execute({
      schema,
      document,
      variableValues: request.variables ?? null,
      operationName: request.operationName ?? null,
      contextValue: context,
    });
    const extensions = extensionsOf(context);
    const told = extensions && { extensions };
    if (!result.errors) return { data: result.data ?? null, ...told };
    const errors = result.errors.map((error) => {
      const { shown, fault } = maskError(error, requestId);
      if (fault) log.error({ err: error.originalError ?? error, path: error.path, requestId }, 'a field failed');
      return shown;
    });
    return { ...(result.data === undefined ? {} : { data: result.data }), errors, ...told };
  };
}

const refusal = (code: ErrorCode, message: string): readonly GraphQLError[] => [new GraphQLError(message, { extensions: { code } })];

const tooDeep = refusal('GRAPHQL_PARSE_FAILED', `The operation has more than ${maxNesting} brackets within each other.`);

function prepare(schema: GraphQLSchema, query: string): DocumentNode | readonly GraphQLError[] {
  try {
    const document = parse(query, { noLocation: true });
    const errors = validate(schema, document, undefined, { maxErrors: 5 });
    if (errors.length === 0) return document;
    return errors.map(
      ({ message, nodes, extensions }) =>
        new GraphQLError(message, { nodes: nodes ?? null, extensions: { code: codeOfRefusal(extensions) } }),
    );
  } catch (error) {
    const message = error instanceof GraphQLError ? error.message : 'The operation is not GraphQL.';
    return refusal('GRAPHQL_PARSE_FAILED', message);
  }
}

/** A scalar refuses a value written in the operation as it refuses a variable; all else does not fit the schema. */
const codeOfRefusal = ({ code }: GraphQLError['extensions']): ErrorCode =>
  code === 'BAD_USER_INPUT' ? 'BAD_USER_INPUT' : 'GRAPHQL_VALIDATION_FAILED';
