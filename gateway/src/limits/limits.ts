import { clientError } from '@cartograph/kit/errors';
import { type DefinitionNode, type DocumentNode, GraphQLError, Kind, OperationTypeNode, parse } from 'graphql';
import { measure, type Size } from '#limits/measure';

/** What an operation may ask for at most; the largest of the storefront's needs about a third of each. */
export const limits: Readonly<Size> = { depth: 15, aliases: 50, rootFields: 30, commands: 10, fields: 2_000, directives: 50 };

/** Comparing fields of the same name is quadratic in validation: 5,000 of them take about a tenth of a second. */
export const maxTokens = 5_000;

const nameOf: Readonly<Record<keyof Size, string>> = {
  depth: 'levels of fields',
  aliases: 'aliases',
  rootFields: 'root fields',
  commands: 'root fields in a mutation',
  fields: 'fields with its fragments written out',
  directives: 'directives',
};

/** Says which limit the operation passes, or that it subscribes. Texts that do not parse are left to the parser, which says why. */
export function limitPassed(query: string): string | undefined {
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

const maxRemembered = 2_000;

/** Refuses operations that pass a limit before they are validated or planned; texts that passed once are not measured again. */
export function createLimiter(): (query: unknown) => void {
  const remembered = new Set<string>();
  return (query) => {
    if (typeof query !== 'string' || remembered.has(query)) return;
    const message = limitPassed(query);
    if (message) throw clientError('GRAPHQL_VALIDATION_FAILED', message, { http: { status: 400 } });
    if (remembered.size >= maxRemembered) remembered.clear();
    remembered.add(query);
  };
}
