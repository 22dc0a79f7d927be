import type { InvalidInputResolvers } from '#generated/resolvers';
import { fieldsOf } from '#placing/rules/problem';

export const InvalidInput: InvalidInputResolvers = {
  fields: fieldsOf,
};
