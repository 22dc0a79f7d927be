import { clientError } from '@cartograph/kit/errors';
import { createMemory } from '@cartograph/kit/memory';
import { sizeOfText } from '@cartograph/kit/text-size';
import { type DefinitionNode, type DocumentNode, GraphQLError, Kind, OperationTypeNode, parse } from 'graphql';
import type { Bounds } from '#limits/bounds';
import { measure, type Size } from '#limits/measure';
import { isNestedDeeper } from '#limits/nesting';

/** What an operation may ask for at most; the largest of the storefront's needs about a third of each. */
export const limits: Readonly<Size> = {
  depth: 15,
  aliases: 50,
  rootFields: 30,
  commands: 10,
  fields: 2_000,
  directives: 50,
  // Rooms take at most 200 of anything, and say it better; longer ones belong into variables, where they are not parsed.
  listed: 500,
};

/** Comparing fields of the same name is quadratic in validation: 5,000 of them take about a tenth of a second. */
export const maxTokens = 5_000;

const nameOf: Readonly<Record<keyof Size, string>> = {
  depth: 'levels of fields',
  aliases: 'aliases',
  rootFields: 'root fields',
  commands: 'root fields in a mutation',
  fields: 'fields with its fragments written out',
  directives: 'directives',
  listed: 'values in one list',
};

/**
 * Says which limit the operation passes, or that it subscribes. Texts that do not parse are left to the parser, which says why; but for
 * those that are nested so deep that parsing is not tried.
 */
export function limitPassed(query: string, nesting: number): string | undefined {
  if (sizeOfText(query).nesting > nesting) return `The operation has more than ${nesting} brackets within each other.`;
  const document = parsed(query);
  if (!document) return undefined;
  if (document.definitions.some(isSubscription)) return 'There are no subscriptions here: send a query or a mutation.';
  const size = measure(document);
  const passed = (Object.keys(limits) as (keyof Size)[]).find((key) => size[key] > limits[key]);
  return passed && `The operation has ${size[passed]} ${nameOf[passed]}; at most ${limits[passed]} are allowed.`;
}

/** Validation does not miss a root type that the schema lacks, and executing without one is a fault. */
const isSubscription = (node: DefinitionNode): boolean =>
  node.kind === Kind.OPERATION_DEFINITION && node.operation === OperationTypeNode.SUBSCRIPTION;

function parsed(query: string): DocumentNode | undefined {
  try {
    return parse(query, { noLocation: true, maxTokens });
  } catch (error) {
    if (error instanceof GraphQLError) return undefined;
    throw error;
  }
}

/** Refuses operations that pass a limit before they are validated or planned; texts that passed once are not measured again. */
export function createLimiter(bounds: Pick<Bounds, 'texts' | 'nesting' | 'variableNesting'>): (query: unknown, variables: unknown) => void {
  const remembered = createMemory<true>(bounds.texts);
  return (query, variables) => {
    if (isNestedDeeper(variables, bounds.variableNesting))
      throw refusal(`The variables have more than ${bounds.variableNesting} lists and objects within each other.`);
    if (typeof query !== 'string' || remembered.get(query)) return;
    const message = limitPassed(query, bounds.nesting);
    if (message) throw refusal(message);
    remembered.set(query, true, 0);
  };
}

const refusal = (message: string): GraphQLError => clientError('GRAPHQL_VALIDATION_FAILED', message, { http: { status: 400 } });
