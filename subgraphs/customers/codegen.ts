import { roomCodegen } from '../../codegen.room.ts';

export default roomCodegen('customers', {
  Session: '#resolvers/sources#SessionAnswer',
  AuditEntry: '#audit/rules/audit#AuditEntry',
  AuditEntryConnection: '#audit/list-entries#AuditEntryPage',
  CustomerConnection: '#accounts/list-customers#CustomerPage',
  CustomerGroup: '#groups/rules/group#CustomerGroup',
  Customer: '#accounts/rules/customer#Customer',
  Address: '#accounts/rules/address#Address',
  PersonalDataRequest: '#personal-data/rules/personal-data#PersonalDataRequest',
  LoyaltyAccount: '#points/rules/loyalty#LoyaltyAccount',
  LoyaltyEntry: '#points/rules/loyalty#LoyaltyEntry',
  LoyaltyEntryConnection: '#points/list-loyalty-entries#LoyaltyEntryPage',
});
