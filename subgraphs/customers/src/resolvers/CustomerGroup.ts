import type { CustomerGroupResolvers } from '#generated/resolvers';

export const CustomerGroup: CustomerGroupResolvers = {
  customerCount: ({ code }, _args, { loaders }) => loaders.members.load(code),
};
