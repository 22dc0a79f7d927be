import { roomCodegen } from '../../codegen.room.ts';

export default roomCodegen('customers', {
  Customer: '#customer#Customer',
  Address: '#address#Address',
  LoyaltyAccount: '#loyalty#LoyaltyAccount',
  LoyaltyEntry: '#loyalty#LoyaltyEntry',
});
