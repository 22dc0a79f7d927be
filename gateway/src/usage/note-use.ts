import type { Logger } from '@cartograph/kit/log';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { blankLiterals } from '#usage/blank-literals';
import { countVariables } from '#usage/count-variables';
import type { UsageLog } from '#usage/usage-log';

interface Used {
  schema: GraphQLSchema;
  /** sha256 of the text as sent. */
  hash: string;
  document: DocumentNode;
  operation: OperationDefinitionNode;
}

/** Notes an operation that is about to be carried out: who sends it, how often, and what its variables are made of. */
export type NoteUse = (used: Used, variables: Readonly<Record<string, unknown>>, header: (name: string) => string | undefined) => void;

export const createNoteUse =
  (usage: UsageLog, log: Logger): NoteUse =>
  ({ schema, hash, document, operation }, variables, header) => {
    try {
      usage.note({
        hash,
        client: nameIn(header('apollographql-client-name')) ?? 'unnamed',
        clientVersion: nameIn(header('apollographql-client-version')),
        operation: operation.name?.value,
        count: (counts) => countVariables(counts, schema, operation, variables),
        text: () => blankLiterals(document),
      });
    } catch (error) {
      // A client is owed its answer whatever becomes of our statistics.
      log.warn({ err: error }, 'the use of an operation could not be recorded');
    }
  };

/** What a client calls itself goes into a file: at most 64 printable characters of ASCII. */
const nameIn = (header: string | undefined): string | undefined =>
  header !== undefined && /^[ -~]{1,64}$/.test(header) ? header : undefined;
