import {
  type GraphQLInputType,
  type GraphQLSchema,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  Kind,
  typeFromAST,
} from 'graphql';
import type { KnownOperation } from '../model.ts';
import { addCounts } from './usage-records.ts';

type Counts = Readonly<Record<string, number>>;

/** What an operation's variables were seen to hold: recorded, given as an example, or nothing that anybody knows. */
export interface SeenVariables {
  counts: Counts;
  /** How many requests the counts are of. */
  requests: number;
}

/** Undefined when the operation has variables and none were seen. Examples count as seen. */
export function seenVariables({ document, usage, variables }: KnownOperation, schema: GraphQLSchema): SeenVariables | undefined {
  const recorded = usage && usage.count > 0 ? usage.variables : undefined;
  if (!recorded && !variables) return undefined;
  const example = variables && countVariables(document, variables, schema);
  return {
    counts: recorded && example ? addCounts(recorded, example) : (recorded ?? example ?? {}),
    requests: (recorded ? (usage?.count ?? 0) : 0) + (example ? 1 : 0),
  };
}

/** The counts of one request's variables, as usage records have them. */
export function countVariables(
  document: KnownOperation['document'],
  variables: Readonly<Record<string, unknown>>,
  schema: GraphQLSchema,
): Counts {
  const counts: Record<string, number> = {};
  const add = (key: string): void => {
    counts[key] = (counts[key] ?? 0) + 1;
  };
  const count = (value: unknown, given: GraphQLInputType): void => {
    const type = getNullableType(given);
    if (value === null || value === undefined) return;
    if (isListType(type)) for (const item of Array.isArray(value) ? value : [value]) count(item, type.ofType);
    else if (isEnumType(type)) {
      if (typeof value === 'string' && type.getValue(value)) add(`${type.name}.${value}`);
    } else if (isInputObjectType(type) && isRecord(value)) {
      add(type.name);
      for (const field of Object.values(type.getFields())) noteGiven(`${type.name}.${field.name}`, value, field.name, field.type);
    }
  };
  const noteGiven = (key: string, holder: Readonly<Record<string, unknown>>, name: string, type: GraphQLInputType): void => {
    if (!Object.hasOwn(holder, name) || holder[name] === undefined) return;
    add(holder[name] === null ? `${key}=null` : key);
    count(holder[name], type);
  };
  for (const node of document.definitions) {
    if (node.kind !== Kind.OPERATION_DEFINITION) continue;
    for (const { variable, type } of node.variableDefinitions ?? []) {
      const inputType = typeFromAST(schema, type as Parameters<typeof typeFromAST>[1]);
      if (isInputType(inputType)) noteGiven(`$${variable.name.value}`, variables, variable.name.value, inputType as GraphQLInputType);
    }
  }
  return counts;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
