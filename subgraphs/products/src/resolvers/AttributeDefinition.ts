import type { AttributeDefinitionResolvers } from '#generated/resolvers';

export const AttributeDefinition: AttributeDefinitionResolvers = {
  values: ({ values }) => values && [...values],
};
