import type { PlaceOrderOutcome } from '#placing/rules/outcome';
import type { StoredProblem } from '#placing/rules/problem';
import { withdrawn } from '#simulation/baskets';
import type { Saw } from '#simulation/database';
import type { LeaseGiven } from '#simulation/lease-statements';
import type { Rooms } from '#simulation/rooms';
import type { Rows } from '#simulation/rows';
import type { Process } from '#simulation/time';
import type { Witness } from '#simulation/witness';

export type Verb =
  | `try ${'stock' | 'price' | 'points' | 'payment'}`
  | `confirm ${'stock' | 'price' | 'points'}`
  | 'capture'
  | `cancel ${'stock' | 'price' | 'points'}`
  | 'void'
  | `return ${'stock' | 'coupons' | 'points'}`
  | 'refund';

/** Watches every effect as it happens, and blames the first that breaks an invariant of docs/architecture.md. */
export interface Judge {
  saw: Saw;
  leases(of: 'placements' | 'cancellations'): LeaseGiven;
  /** A worker sends a command about a placement. */
  sent(worker: Process, verb: Verb, id: string): void;
  /** A room is about to do it. */
  arrived(verb: Verb, id: string): void;
  /** A buyer got an answer. */
  answered(key: string, outcome: PlaceOrderOutcome): void;
}

export function createJudge(rows: Rows, rooms: Rooms, now: () => number, witness: Witness): Judge {
  /** Who was ever given a lease on what: one that ran out, or that a late statement gave back, may still be worked off. */
  const given = { placements: new Set<string>(), cancellations: new Set<string>() };
  /** What each worker last read of an order's cancellation. */
  const read = new Map<string, boolean>();
  /** The final answers, in words, by the buyers' key. */
  const final = new Map<string, string>();
  const pair = (worker: string, id: string): string => `${worker} ${id}`;
  const blame = (claim: string, id: string): void => witness.blame(`${claim}: ${witness.name(id)}`);

  const saw: Saw = (worker, name, values) => {
    if (
      name === 'placement_flag' &&
      rows.placements.get(String(values[0]))?.needsAttention &&
      rooms.payments.find(String(values[0]))?.state !== 'CAPTURE_REFUSED'
    )
      blame(`a person is called: ${String(values[1])}`, String(values[0]));
    if (name !== 'cancellations_of') return;
    for (const id of values[0] as string[]) read.set(pair(worker.name, id), rows.cancellations.has(id));
  };

  const sent = (worker: Process, verb: Verb, id: string): void => {
    const held = (of: keyof typeof given): boolean => given[of].has(pair(worker.name, id));
    const cancelling = verb === 'void' || verb === 'refund' || verb.startsWith('return');
    const placing = verb === 'void' || !cancelling;
    if (!(placing && held('placements')) && !(cancelling && held('cancellations')))
      blame(`${verb} by ${worker.name}, which was never given a lease on it`, id);
    if (verb === 'capture' && read.get(pair(worker.name, id)) !== false)
      blame(`capture by ${worker.name}, which did not find the order uncancelled before`, id);
  };

  const arrived = (verb: Verb, id: string): void => {
    const placement = rows.placements.get(id);
    if (!placement) return blame(`${verb} before the intent is durable`, id);
    const confirmed = placement.state === 'confirmed' || placement.state === 'completed';
    const aborted = placement.state === 'aborting' || placement.state === 'aborted';
    const cancelled = placement.state === 'completed' && rows.cancellations.has(id);
    if (verb.startsWith('confirm') || verb === 'capture') {
      if (!confirmed) blame(`${verb} while the placement is ${placement.state}`, id);
    } else if (verb === 'void') {
      if (!aborted && !cancelled) blame(`${verb} while the placement is ${placement.state}`, id);
    } else if (verb.startsWith('cancel')) {
      if (!aborted) blame(`${verb} while the placement is ${placement.state}`, id);
    } else if (!verb.startsWith('try') && !cancelled) {
      blame(`${verb} while the placement is ${placement.state}${rows.cancellations.has(id) ? '' : ' and not cancelled'}`, id);
    }
  };

  const answered = (key: string, outcome: PlaceOrderOutcome): void => {
    if (outcome.kind === 'pending' || outcome.kind === 'action') return;
    if (outcome.kind === 'rejected' && !outcome.placement) return;
    const id = outcome.placement?.id ?? '';
    const state = rows.placements.get(id)?.state ?? 'unknown';
    const durable = outcome.kind === 'placed' ? ['confirmed', 'completed'] : ['aborting', 'aborted'];
    if (!durable.includes(state)) blame(`the buyer is told "${outcome.kind}" while the placement is ${state}`, id);
    if (outcome.kind === 'placed' && !rows.orders.has(id)) blame('the buyer is told of an order that is not there', id);
    const words = `${outcome.kind} ${id} ${outcome.kind === 'rejected' ? JSON.stringify(outcome.problems) : ''}`;
    const before = final.get(key);
    final.set(key, words);
    if (before !== undefined && before !== words) blame('one key got two answers', id);
    if (outcome.kind === 'rejected') for (const problem of outcome.problems) reason(problem, id);
  };

  /** Is what the buyer was told the reason of the rejection true? */
  const reason = (problem: StoredProblem, id: string): void => {
    const { inventory, pricing, customers, payments } = rooms;
    const placement = rows.placements.get(id);
    const old = (placement?.decidedAt ?? now()) - (placement?.createdAt ?? 0) > 120_000;
    const payment = payments.find(id);
    const isTrue = (): boolean => {
      switch (problem.__typename) {
        case 'InsufficientStock':
          return inventory.refused(id);
        case 'InsufficientPoints':
          return customers.refused(id);
        case 'CouponRejected':
          return pricing.refused(id);
        case 'PriceChanged':
          return (
            placement?.request.expectedTotalMinor !== null && placement?.facts.quote?.totalMinor !== placement?.request.expectedTotalMinor
          );
        case 'PaymentDeclined':
          return payment?.everDeclined === true || (problem.declineCode === 'CHALLENGE_EXPIRED' && old && payment?.challenge !== undefined);
        case 'PlacementFailed':
          return old || (payment?.unknownAnswers ?? 0) > 0;
        case 'ItemUnavailable':
          return problem.sku === withdrawn;
        // These are told before there is a placement, or not at all.
        case 'CartConflict':
        case 'IdempotencyConflict':
        case 'InvalidInput':
        case 'NotFound':
          return false;
      }
    };
    if (!isTrue()) blame(`the buyer is told ${problem.__typename}, which is not so`, id);
  };

  return {
    saw,
    sent,
    arrived,
    answered,
    leases: (of) => (worker, id) => void given[of].add(pair(witness.name(worker), id)),
  };
}
