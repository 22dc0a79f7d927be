import { DateTime } from '@cartograph/kit/scalars';
import type { Resolvers } from '#generated/resolvers';
import { Customer } from '#resolvers/Customer';
import { LoyaltyAccount } from '#resolvers/LoyaltyAccount';
import { LoyaltyEntry } from '#resolvers/LoyaltyEntry';
import { addAddress } from '#resolvers/Mutation/addAddress';
import { customersCommitPoints } from '#resolvers/Mutation/customersCommitPoints';
import { customersHoldPoints } from '#resolvers/Mutation/customersHoldPoints';
import { customersReleasePoints } from '#resolvers/Mutation/customersReleasePoints';
import { customersReversePoints } from '#resolvers/Mutation/customersReversePoints';
import { refreshSession } from '#resolvers/Mutation/refreshSession';
import { removeAddress } from '#resolvers/Mutation/removeAddress';
import { signIn } from '#resolvers/Mutation/signIn';
import { signOut } from '#resolvers/Mutation/signOut';
import { signUp } from '#resolvers/Mutation/signUp';
import { Order } from '#resolvers/Order';
import { customer } from '#resolvers/Query/customer';
import { me } from '#resolvers/Query/me';

export const resolvers: Resolvers = {
  Customer,
  DateTime,
  LoyaltyAccount,
  LoyaltyEntry,
  Mutation: {
    addAddress,
    customersCommitPoints,
    customersHoldPoints,
    customersReleasePoints,
    customersReversePoints,
    refreshSession,
    removeAddress,
    signIn,
    signOut,
    signUp,
  },
  Order,
  Query: { customer, me },
};
