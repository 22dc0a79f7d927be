import { callPerson } from '#placing/call-person';
import { type DriveDependencies, finished, type Move } from '#placing/drive';
import type { Placement } from '#placing/rules/placement';
import { isLetGo } from '#placing/rules/verdicts';
import { all } from '#placing/wait-for-all';

/** aborting: everything is let go, also what was never tried, so that a late Try is refused. */
export async function undo(deps: DriveDependencies, placement: Placement, life: string): Move {
  const { id, request, facts } = placement;
  const { calls, journal, gathered } = deps;
  const command = { placementId: id };
  // Who was refused for want of stock holds none that others wait for: in a rush these are many, and go together. Coupons and points
  // are waited for, by the same buyer who tries again at once.
  if (facts.stock === 'REFUSED' && request.couponCodes.length === 0 && request.redeemPoints === 0) await gathered();
  const [stock, price, points, payment] = await all([
    calls.inventory.releaseStock(command),
    calls.pricing.cancelQuotes(command),
    request.customerId === null ? null : calls.customers.releasePoints(command),
    calls.payments.voidPayments(command),
  ]);
  const kept = stock.state === 'COMMITTED' || price.state === 'CONFIRMED' || points?.state === 'COMMITTED' || payment.state === 'CAPTURED';
  if (kept) return callPerson(deps, id, life, 'participant_kept');
  if (!isLetGo(payment.state)) throw new Error(`the payment is ${payment.state}, not let go yet`);
  if (!(await journal.finishAbort(id, life))) return undefined;
  deps.watch.tell(id, { ...placement, state: 'aborted' });
  return finished;
}
