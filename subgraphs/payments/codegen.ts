import { roomCodegen } from '../../codegen.room.ts';

export default roomCodegen('payments', {
  Payment: '#payment#Payment',
  PaymentAttempt: '#attempt#StoredAttempt',
});
