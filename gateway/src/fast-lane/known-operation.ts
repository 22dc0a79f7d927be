import type { Experimental_DidResolveQueryPlanCallback } from '@apollo/gateway';
import type { SubgraphRequest } from '@cartograph/kit/subgraph';
import { BREAK, type DocumentNode, type GraphQLSchema, Kind, type OperationDefinitionNode, visit } from 'graphql';
import { compileShape, type Shape } from '#fast-lane/shape';
import { type Accepts, compileVariables } from '#fast-lane/variables';
import { compileCost } from '#limits/cost';

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
  readonly accepts: Accepts;
  readonly costOf: (variables: Variables) => number;
  readonly requestOf: (variables: Variables) => SubgraphRequest;
  readonly shape: Shape;
}

/** Undefined for what Apollo's own way is left to: more than one step or room, @skip and @include, questions about the schema. */
export function knownOperation({ queryPlan, requestContext }: Resolved): KnownOperation | undefined {
  const { schema, document, operation, queryHash: hash } = requestContext;
  const step = queryPlan.node;
  if (step?.kind !== 'Fetch' || step.requires?.length || step.inputRewrites?.length || step.outputRewrites?.length) return undefined;
  if (!isPlain(document)) return undefined;
  const accepts = compileVariables(schema, operation);
  if (!accepts) return undefined;
  const names = step.variableUsages ?? [];
  return {
    schema,
    document,
    operation,
    hash,
    room: step.serviceName,
    accepts,
    costOf: compileCost(schema, document, operation),
    requestOf: (variables) => ({
      query: step.operation,
      operationName: step.operationName,
      variables: Object.fromEntries(names.filter((name) => Object.hasOwn(variables, name)).map((name) => [name, variables[name]])),
    }),
    shape: compileShape(schema, document, operation),
  };
}

function isPlain(document: DocumentNode): boolean {
  let plain = true;
  const stop = (): typeof BREAK => {
    plain = false;
    return BREAK;
  };
  visit(document, {
    Directive: stop,
    [Kind.FIELD]: ({ name, alias }) => {
      const special = name.value.startsWith('__') && name.value !== '__typename';
      return special || (alias ?? name).value === '__proto__' ? stop() : undefined;
    },
  });
  return plain;
}
