import { callPerson } from '#placing/call-person';
import { type DriveDependencies, finished, type Move } from '#placing/drive';
import type { Placement } from '#placing/rules/placement';
import { judgeCapture } from '#placing/rules/verdicts';
import { all } from '#placing/wait-for-all';

/** confirmed: everything held becomes final, the payment is captured. Repeats until all participants said so. */
export async function settle(deps: DriveDependencies, placement: Placement, life: string): Move {
  const { calls, journal, isCancelled, gathered } = deps;
  const { id, request, facts } = placement;
  const command = { placementId: id };
  await gathered();
  const [stock, price, points, cancelled] = await all([
    calls.inventory.commitStock(command),
    calls.pricing.confirmQuotes(command),
    request.customerId === null ? null : calls.customers.commitPoints({ ...command, pointsToEarn: facts.quote?.pointsToEarn ?? 0 }),
    isCancelled(id),
  ]);
  const lost =
    stock.state === 'RELEASED' ||
    stock.state === 'REFUSED' ||
    price.state === 'CANCELLED' ||
    price.state === 'REFUSED' ||
    points?.state === 'RELEASED';
  if (lost) return callPerson(deps, id, life, 'participant_let_go');
  if (cancelled) return (await journal.complete(id, false, life)) ? finished : undefined;
  const payment = await calls.payments.capturePayments(command);
  switch (judgeCapture(payment.state)) {
    case 'done':
      return (await journal.complete(id, true, life)) ? finished : undefined;
    case 'refused':
      return callPerson(deps, id, life, 'capture_refused', payment.state);
    case 'again':
      throw new Error(`the payment is ${payment.state}, not captured yet`);
  }
}
