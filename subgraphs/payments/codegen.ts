import { roomCodegen } from '../../codegen.room.ts';

export default roomCodegen('payments', {
  Payment: '#payment#Payment',
  Order: '#context#OrderKey',
  PaymentAttempt: '#attempt#StoredAttempt',
});
