import { roomCodegen } from '../../codegen.room.ts';

export default roomCodegen('payments', {
  Payment: '#rules/payment#Payment',
  PaymentAttempt: '#rules/attempt#StoredAttempt',
});
