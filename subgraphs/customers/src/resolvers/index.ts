import { DateTime } from '@cartograph/kit/scalars';
import type { Resolvers } from '#generated/resolvers';
import { Customer } from '#resolvers/Customer';
import { LoyaltyAccount } from '#resolvers/LoyaltyAccount';
import { LoyaltyEntry } from '#resolvers/LoyaltyEntry';
import { addAddress } from '#resolvers/Mutation/addAddress';
import { commitPoints } from '#resolvers/Mutation/commitPoints';
import { holdPoints } from '#resolvers/Mutation/holdPoints';
import { refreshSession } from '#resolvers/Mutation/refreshSession';
import { releasePoints } from '#resolvers/Mutation/releasePoints';
import { removeAddress } from '#resolvers/Mutation/removeAddress';
import { resetPassword } from '#resolvers/Mutation/resetPassword';
import { reversePoints } from '#resolvers/Mutation/reversePoints';
import { signIn } from '#resolvers/Mutation/signIn';
import { signOut } from '#resolvers/Mutation/signOut';
import { signUp } from '#resolvers/Mutation/signUp';
import { Order } from '#resolvers/Order';
import { countries } from '#resolvers/Query/countries';
import { customer } from '#resolvers/Query/customer';
import { customersGroups } from '#resolvers/Query/customersGroups';
import { customersPointsAvailable } from '#resolvers/Query/customersPointsAvailable';
import { me } from '#resolvers/Query/me';
import { Session } from '#resolvers/Session';

export const resolvers: Resolvers = {
  Customer,
  DateTime,
  LoyaltyAccount,
  LoyaltyEntry,
  Mutation: {
    addAddress,
    commitPoints,
    holdPoints,
    releasePoints,
    resetPassword,
    reversePoints,
    refreshSession,
    removeAddress,
    signIn,
    signOut,
    signUp,
  },
  Order,
  Query: { countries, customer, customersGroups, customersPointsAvailable, me },
  Session,
};
