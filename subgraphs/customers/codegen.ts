import { roomCodegen } from '../../codegen.room.ts';

export default roomCodegen('customers', {
  Customer: '#accounts/customer#Customer',
  Address: '#accounts/address#Address',
  LoyaltyAccount: '#points/loyalty#LoyaltyAccount',
  LoyaltyEntry: '#points/loyalty#LoyaltyEntry',
});
