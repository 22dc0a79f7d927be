import { isStaff, mayReadCustomer } from '@cartograph/kit/caller';
import { isUuid } from '@cartograph/kit/ids';
import type { RoomContext } from '#context';
import type { StoredAttempt } from '#rules/attempt';
import { type Payment, wasAsked } from '#rules/payment';

type Reader = Pick<RoomContext, 'caller' | 'loaders'>;

/**
 * Staff see every payment and customers their own. A guest's payment is shown to anyone who asks for it by its order or its id: orders
 * shows a guest's order only to who proved access to it. Tombstones are nobody's business.
 */
const maySee = ({ caller }: Reader, payment: Payment): boolean =>
  wasAsked(payment) && (payment.customerId === null || mayReadCustomer(caller, payment.customerId));

/** Null when it does not exist or is not the reader's. */
export async function readPayment(reader: Reader, id: string): Promise<Payment | null> {
  const payment = isUuid(id) ? await reader.loaders.payment.load(id) : null;
  return payment && maySee(reader, payment) ? payment : null;
}

/** Empty when there is none or it is not the reader's. */
export async function readPaymentsOfOrder(reader: Reader, orderId: string): Promise<Payment[]> {
  const payment = await reader.loaders.paymentOfPlacement.load(orderId);
  return payment && maySee(reader, payment) ? [payment] : [];
}

/** Staff's; null for others. */
export const readAttempts = ({ caller, loaders }: Reader, { placementId }: Payment): Promise<StoredAttempt[]> | null =>
  caller.kind === 'room' || isStaff(caller) ? loaders.attempts.load(placementId) : null;
