import { type GraphQLInputType, getNamedType, isInputObjectType, isScalarType, isSpecifiedScalarType, Kind, type ValueNode } from 'graphql';
import { sameDefault } from '../diff/values.ts';

/**
 * Whether a literal that fits two input types of different names means the same to both, as far as validation does not see: scalars of
 * a project's own take what only they know, and what the literal leaves out has a default. What changed within a type is told of it.
 */
export function meansTheSame(value: ValueNode, was: GraphQLInputType, is: GraphQLInputType): boolean {
  const [old, now] = [getNamedType(was), getNamedType(is)];
  if (old.name === now.name || value.kind === Kind.NULL) return true;
  // Whatever its own type is, it is none that fits both.
  if (value.kind === Kind.VARIABLE) return false;
  if (value.kind === Kind.LIST) return value.values.every((item) => meansTheSame(item, was, is));
  if (value.kind !== Kind.OBJECT || !isInputObjectType(old) || !isInputObjectType(now)) return !isOwnScalar(old) && !isOwnScalar(now);
  const given = new Map(value.fields.map(({ name, value: held }) => [name.value, held]));
  return Object.values(now.getFields()).every((field) => {
    const before = old.getFields()[field.name];
    const held = given.get(field.name);
    if (!before) return true;
    return held ? meansTheSame(held, before.type, field.type) : sameDefault(before, field);
  });
}

const isOwnScalar = (type: ReturnType<typeof getNamedType>): boolean => isScalarType(type) && !isSpecifiedScalarType(type);
