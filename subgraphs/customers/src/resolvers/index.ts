import { DateTime } from '@cartograph/kit/scalars';
import type { Resolvers } from '#generated/resolvers';
import { AuditEntry } from '#resolvers/AuditEntry';
import { Customer } from '#resolvers/Customer';
import { CustomerGroup } from '#resolvers/CustomerGroup';
import { LoyaltyAccount } from '#resolvers/LoyaltyAccount';
import { LoyaltyEntry } from '#resolvers/LoyaltyEntry';
import { addAddress } from '#resolvers/Mutation/addAddress';
import { commitPoints } from '#resolvers/Mutation/commitPoints';
import { customersImport } from '#resolvers/Mutation/customersImport';
import { grantPoints } from '#resolvers/Mutation/grantPoints';
import { grantRole } from '#resolvers/Mutation/grantRole';
import { holdPoints } from '#resolvers/Mutation/holdPoints';
import { inviteStaff } from '#resolvers/Mutation/inviteStaff';
import { refreshSession } from '#resolvers/Mutation/refreshSession';
import { releasePoints } from '#resolvers/Mutation/releasePoints';
import { removeAddress } from '#resolvers/Mutation/removeAddress';
import { requestPersonalData } from '#resolvers/Mutation/requestPersonalData';
import { resetPassword } from '#resolvers/Mutation/resetPassword';
import { reversePoints } from '#resolvers/Mutation/reversePoints';
import { revokeRole } from '#resolvers/Mutation/revokeRole';
import { saveCustomerGroup } from '#resolvers/Mutation/saveCustomerGroup';
import { signIn } from '#resolvers/Mutation/signIn';
import { signOut } from '#resolvers/Mutation/signOut';
import { signUp } from '#resolvers/Mutation/signUp';
import { updateAddress } from '#resolvers/Mutation/updateAddress';
import { updateCustomer } from '#resolvers/Mutation/updateCustomer';
import { updateProfile } from '#resolvers/Mutation/updateProfile';
import { Order } from '#resolvers/Order';
import { PersonalDataRequest } from '#resolvers/PersonalDataRequest';
import { auditLog } from '#resolvers/Query/auditLog';
import { countries } from '#resolvers/Query/countries';
import { customer } from '#resolvers/Query/customer';
import { customerGroups } from '#resolvers/Query/customerGroups';
import { customers } from '#resolvers/Query/customers';
import { customersAddresses } from '#resolvers/Query/customersAddresses';
import { customersExport } from '#resolvers/Query/customersExport';
import { customersGroups } from '#resolvers/Query/customersGroups';
import { customersPointsAvailable } from '#resolvers/Query/customersPointsAvailable';
import { me } from '#resolvers/Query/me';
import { staffMembers } from '#resolvers/Query/staffMembers';
import { Session } from '#resolvers/Session';

export const resolvers: Resolvers = {
  AuditEntry,
  Customer,
  CustomerGroup,
  DateTime,
  LoyaltyAccount,
  LoyaltyEntry,
  Mutation: {
    addAddress,
    commitPoints,
    customersImport,
    grantPoints,
    grantRole,
    holdPoints,
    inviteStaff,
    releasePoints,
    requestPersonalData,
    resetPassword,
    reversePoints,
    revokeRole,
    saveCustomerGroup,
    refreshSession,
    removeAddress,
    signIn,
    signOut,
    signUp,
    updateAddress,
    updateCustomer,
    updateProfile,
  },
  Order,
  PersonalDataRequest,
  Query: {
    auditLog,
    countries,
    customer,
    customerGroups,
    customers,
    customersAddresses,
    customersExport,
    customersGroups,
    customersPointsAvailable,
    me,
    staffMembers,
  },
  Session,
};
