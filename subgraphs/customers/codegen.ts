import { roomCodegen } from '../../codegen.room.ts';

export default roomCodegen('customers', {
  Session: '#resolvers/sources#SessionAnswer',
  Customer: '#accounts/rules/customer#Customer',
  Address: '#accounts/rules/address#Address',
  LoyaltyAccount: '#points/rules/loyalty#LoyaltyAccount',
  LoyaltyEntry: '#points/rules/loyalty#LoyaltyEntry',
  LoyaltyEntryConnection: '#points/list-loyalty-entries#LoyaltyEntryPage',
});
