import type { Experimental_DidResolveQueryPlanCallback } from '@apollo/gateway';
import type { SubgraphRequest } from '@cartograph/kit/subgraph';
import { BREAK, type DocumentNode, type GraphQLSchema, getOperationAST, Kind, type OperationDefinitionNode, parse, visit } from 'graphql';
import { type Takings, takingsOf } from '#buckets/takings';
import { compileShape, type Shape } from '#fast-lane/shape';
import { type Accepts, compileVariables } from '#fast-lane/variables';
import { compileCost } from '#limits/cost';
import { neverNull } from '#limits/nulls';
import type { Prices } from '#limits/prices';

export type Resolved = Parameters<Experimental_DidResolveQueryPlanCallback>[0];

export type Variables = Readonly<Record<string, unknown>>;

/** An operation that was parsed, validated and planned before, with all that can be known of it before its variables are. */
export interface KnownOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** sha256 of the text as sent. */
  readonly hash: string;
  readonly room: string;
  /** Of a mutation. */
  readonly takings: Takings | undefined;
  readonly accepts: Accepts;
  readonly costOf: (variables: Variables) => number;
  readonly requestOf: (variables: Variables) => SubgraphRequest;
  readonly shape: Shape;
}

/** Undefined for what Apollo's own way is left to: more than one step or room, @skip and @include, questions about the schema. */
export function knownOperation({ queryPlan, requestContext }: Resolved, prices: Prices): KnownOperation | undefined {
  const { schema, source, request, queryHash: hash } = requestContext;
  const step = queryPlan.node;
  if (step?.kind !== 'Fetch' || step.requires?.length || step.inputRewrites?.length || step.outputRewrites?.length) return undefined;
  // Without the places of its tokens a document is a third as large, and the plan's own is not kept at all.
  const document = parse(source, { noLocation: true });
  const operation = getOperationAST(document, request.operationName);
  const fits = operation && isPlain(document) ? compileVariables(schema, operation) : undefined;
  if (!operation || !fits) return undefined;
  const values = [...neverNull(schema, document, operation)];
  const { operation: query, operationName, serviceName: room, variableUsages = [] } = step;
  return {
    schema,
    document,
    operation,
    hash,
    room,
    takings: takingsOf(document, operation),
    accepts: (variables) => fits(variables) && values.every((name) => variables[name] !== null),
    costOf: compileCost(schema, document, operation, prices),
    requestOf: (variables) => ({ query, operationName, variables: pickOwn(variables, variableUsages) }),
    shape: compileShape(schema, document, operation),
  };
}

const pickOwn = (variables: Variables, names: readonly string[]): Variables =>
  Object.fromEntries(names.filter((name) => Object.hasOwn(variables, name)).map((name) => [name, variables[name]]));

/** No directives, no introspection but __typename, and no alias that could be taken for it or for a prototype. */
function isPlain(document: DocumentNode): boolean {
  let plain = true;
  const stop = (): typeof BREAK => {
    plain = false;
    return BREAK;
  };
  visit(document, {
    Directive: stop,
    [Kind.FIELD]: ({ name, alias }) => {
      const special = alias?.value.startsWith('__') || (name.value.startsWith('__') && name.value !== '__typename');
      return special ? stop() : undefined;
    },
  });
  return plain;
}
