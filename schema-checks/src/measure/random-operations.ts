import {
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isScalarType,
  OperationTypeNode,
  parse,
} from 'graphql';
import type { KnownOperation } from '../model.ts';
import { sha256 } from '../operations/hashes.ts';
import { type Step, waysIn } from './ways.ts';

/** Dice that a seed decides: numbers from 0 up to, not including, 1. */
export function diceOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const deepest = 5;

/**
 * Operations that the schema answers, drawn by dice: fields, fragments on what may be there, arguments as literals. Every second one
 * goes to one of `targets`, coordinates of types or of what they hold, by the shortest way from a root.
 */
export function randomOperations(schema: GraphQLSchema, count: number, targets: readonly string[], dice: () => number): KnownOperation[] {
  const ways = waysIn(schema);
  const roots = [OperationTypeNode.QUERY, OperationTypeNode.MUTATION].flatMap((operation) => {
    const type = schema.getRootType(operation);
    return type ? [{ operation, type }] : [];
  });
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(dice() * list.length)];
  const draw = (): string => {
    const way = dice() < 0.5 ? ways.to(pick(targets) ?? '') : undefined;
    if (way) return `${way.operation} Drawn ${along(way.steps)}`;
    const root = pick(roots);
    return root ? `${root.operation} Drawn ${selection(root.type, 0)}` : '';
  };

  /** Down the steps of a way, and on by dice from where it ends. */
  function along([step, ...rest]: readonly Step[]): string {
    if (!step) return '{ __typename }';
    const next = rest.length > 0 ? along(rest) : undefined;
    if (step.kind === 'fragment') return `{ __typename ... on ${step.type.name} ${next ?? selection(step.type, 1)} }`;
    const isLeaf = !isCompositeType(getNamedType(step.field.type));
    return `{ ${step.field.name}${given(step.field, 0.9)}${isLeaf ? '' : ` ${next ?? selection(getNamedType(step.field.type) as GraphQLCompositeType, 1)}`} }`;
  }

  function selection(type: GraphQLCompositeType, depth: number): string {
    const parts = new Map<string, string>([['__typename', '__typename']]);
    const fields = 'getFields' in type ? Object.values(type.getFields()) : [];
    const wanted = depth === 0 ? 1 : 1 + Math.floor(dice() * 4);
    for (let drawn = 0; drawn < wanted; drawn++) {
      const field = pick(fields);
      if (field && (depth < deepest || !isCompositeType(getNamedType(field.type)))) parts.set(field.name, written(field, depth));
    }
    // Two fragments may not ask for one field with other arguments: one fragment a selection is enough.
    if (depth > 0 && depth < deepest && dice() < 0.4) {
      const within = pick([
        ...(isAbstractType(type) ? schema.getPossibleTypes(type) : []),
        ...(isObjectType(type) ? type.getInterfaces() : []),
      ]);
      if (within) parts.set('...', `... on ${within.name} ${selection(within, depth + 1)}`);
    }
    return `{ ${[...parts.values()].join(' ')} }`;
  }

  function written(field: GraphQLField<unknown, unknown>, depth: number): string {
    const type = getNamedType(field.type);
    // Equal names under different parents may differ in type: an alias keeps them apart.
    const alias = `${field.name}_${Math.floor(dice() * 1e9)}: `;
    return `${alias}${field.name}${given(field, 0.3)}${isCompositeType(type) ? ` ${selection(type, depth + 1)}` : ''}`;
  }

  function given({ args }: GraphQLField<unknown, unknown>, share: number): string {
    const all = args.filter((arg) => isRequiredArgument(arg) || dice() < share).map((arg) => `${arg.name}: ${literal(arg.type, 0)}`);
    return all.length > 0 ? `(${all.join(', ')})` : '';
  }

  function literal(type: GraphQLInputType, depth: number): string {
    if (isNonNullType(type)) return literal(type.ofType, depth);
    if (isListType(type)) return `[${literal(type.ofType, depth)}]`;
    if (isEnumType(type)) return pick(type.getValues())?.name ?? 'null';
    if (isScalarType(type)) return scalars[type.name] ?? '"a"';
    if (!isInputObjectType(type)) return 'null';
    const all = Object.values(type.getFields());
    const given = type.isOneOf ? [pick(all)] : all.filter((field) => isRequiredInputField(field) || (depth < 3 && dice() < 0.5));
    return `{ ${given.flatMap((field) => (field ? `${field.name}: ${literal(field.type, depth + 1)}` : [])).join(', ')} }`;
  }

  return Array.from({ length: count }, (_, at) => operationOf(draw().replace('Drawn', `Drawn${at}`), at));
}

const scalars: Record<string, string> = { Int: '1', Float: '1.5', Boolean: 'true' };

const operationOf = (text: string, at: number): KnownOperation => ({
  name: `Drawn${at}`,
  client: 'dice',
  target: { kind: 'api' },
  hash: sha256(text),
  text,
  document: parse(text),
  place: { file: `drawn-${at}.graphql`, line: 1, column: 1 },
});
