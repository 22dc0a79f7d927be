import { uuidv7 } from '@cartograph/kit/ids';
import {
  type GraphQLInputType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';
import type { Field } from './api.ts';
import type { Caller } from './callers.ts';
import type { Things } from './people.ts';

type Values = Record<string, unknown>;

/**
 * Arguments for a root field, as JSON: the least that it takes, with the things that `by` names where they belong, the caller's token where
 * one may be said, and a key that nobody has used. Undefined when somebody has no such thing.
 */
export function argumentsFor(field: Field, by: Readonly<Record<string, string>>, things: Things, caller: Caller): Values | undefined {
  const given = new Map(Object.entries(by).map(([name, thing]) => [name, Reflect.get(things, thing) as unknown]));
  if ([...given].some(([name, value]) => value === undefined && by[name] !== 'callersEmail')) return undefined;
  given.set('accessToken', caller.accessToken);
  given.set('first', 2);
  given.set('idempotencyKey', `nobody guesses ${uuidv7()}`);
  const fill = (name: string, type: GraphQLInputType, required: boolean): Values => {
    if (given.get(name) !== undefined) return { [name]: given.get(name) };
    const inner = getNullableType(type);
    if (name === 'input' && isInputObjectType(inner)) {
      const fields = Object.values(inner.getFields()).map((one) => fill(one.name, one.type, isRequiredInputField(one)));
      return { [name]: Object.assign({}, ...fields) as Values };
    }
    return required ? { [name]: least(type) } : {};
  };
  return Object.assign({}, ...field.args.map((one) => fill(one.name, one.type, isRequiredArgument(one)))) as Values;
}

/** The smallest value that the type takes. */
export function least(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return least(type.ofType);
  if (isListType(type)) return [least(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]?.name ?? null;
  if (isInputObjectType(type))
    return Object.fromEntries(
      Object.values(type.getFields())
        .filter(isRequiredInputField)
        .map((field) => [field.name, least(field.type)]),
    );
  const values: Values = { Int: 1, Float: 1, Boolean: false, DateTime: '2026-01-31T12:00:00Z', JSON: {} };
  return values[type.name] ?? '1';
}
