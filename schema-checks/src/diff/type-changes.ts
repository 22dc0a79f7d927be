import { type GraphQLType, getNamedType, isListType, isNonNullType } from 'graphql';

/** Whether whoever reads the old type can read the new one: only `null` and its like may go. */
export function readableAs(before: GraphQLType, after: GraphQLType): boolean {
  if (isNonNullType(after)) return readableAs(isNonNullType(before) ? before.ofType : before, after.ofType);
  if (isNonNullType(before)) return false;
  if (isListType(before) || isListType(after)) return isListType(before) && isListType(after) && readableAs(before.ofType, after.ofType);
  return getNamedType(before).name === getNamedType(after).name;
}

/** Whether whatever was sent for the old type may be sent for the new one. */
export const acceptsAll = (before: GraphQLType, after: GraphQLType): boolean => readableAs(after, before);

/** Whether the two differ in nullability alone. */
export const sameButNull = (before: GraphQLType, after: GraphQLType): boolean =>
  String(before).replaceAll('!', '') === String(after).replaceAll('!', '');

/** Whether the two differ in the number of lists around the same type. */
export const sameButLists = (before: GraphQLType, after: GraphQLType): boolean => getNamedType(before).name === getNamedType(after).name;

/** Whether the two are written alike once the old name is replaced by the new one. */
export const sameButName = (before: GraphQLType, after: GraphQLType, to: string): boolean =>
  String(before).replace(getNamedType(before).name, to) === String(after);
