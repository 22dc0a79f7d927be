import type { CancelPlacementOutcome } from '#placing/rules/cancel-outcome';
import type { PlaceOrderOutcome } from '#placing/rules/outcome';
import type { StoredProblem } from '#placing/rules/problem';
import { withdrawn } from '#simulation/baskets';
import type { Saw } from '#simulation/database';
import type { LeaseGiven } from '#simulation/lease-statements';
import { atBank } from '#simulation/placement-statements';
import type { Rooms } from '#simulation/rooms';
import type { PlacementRow, Rows } from '#simulation/rows';
import type { Process } from '#simulation/time';
import type { Witness } from '#simulation/witness';
import { rules } from '#simulation/worker';

export type Verb =
  | `try ${'stock' | 'price' | 'points' | 'payment'}`
  | `confirm ${'stock' | 'price' | 'points'}`
  | 'capture'
  | `cancel ${'stock' | 'price' | 'points'}`
  | 'void'
  | `return ${'stock' | 'coupons' | 'points'}`
  | 'refund'
  | 'close';

/** For what an earlier placement of a cart held to be let go, before the cart is claimed again all the same. */
const patienceMs = 2_500;

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
  /** A buyer asks for this placement to be given up; they may. */
  givesUp(id: string): void;
  /** A buyer wants another order of this cart: what waits at the bank with it may be given up if it is their own. */
  wantsCart(cartId: string, email: string, key: string): void;
  /** What giving up came to, as the buyer hears it. */
  gaveUp(outcome: CancelPlacementOutcome): void;
}

export function createJudge(rows: Rows, rooms: Rooms, now: () => number, witness: Witness): Judge {
  /** Who was ever given a lease on what: one that ran out, or that a late statement gave back, may still be worked off. */
  const given = { placements: new Set<string>(), cancellations: new Set<string>() };
  /** What each worker last read of an order's cancellation. */
  const read = new Map<string, boolean>();
  /** Placements whose own buyers wanted them to be given up, or the same cart once more. */
  const givenUp = new Set<string>();
  const wanted = new Set<string>();
  const mayBeGivenUp = (id: string): boolean => {
    const row = rows.placements.get(id);
    const isAnother = (wish: string): boolean => {
      const of = `${row?.cartId} ${row?.request.email} `;
      return wish.startsWith(of) && wish !== of + row?.idempotencyKey;
    };
    return givenUp.has(id) || [...wanted].some(isAnother);
  };
  /** The final answers, in words, by the buyers' key. */
  const final = new Map<string, string>();
  const pair = (worker: string, id: string): string => `${worker} ${id}`;
  const blame = (claim: string, id: string): void => witness.blame(`${claim}: ${witness.name(id)}`);

  const saw: Saw = (worker, name, values, changed) => {
    if (
      name === 'placement_flag' &&
      rows.placements.get(String(values[0]))?.needsAttention &&
      rooms.payments.find(String(values[0]))?.state !== 'CAPTURE_REFUSED'
    )
      blame(`a person is called: ${String(values[1])}`, String(values[0]));
    if (name === 'placements_save_facts') limited();
    if (name === 'cart_claim' && changed.length > 0) claimed(String(values[0]), String(values[2]));
    if (name !== 'cancellations_of') return;
    for (const id of values[0] as string[]) read.set(pair(worker.name, id), rows.cancellations.has(id));
  };

  /** Of one buyer, and from one place, no more wait at the bank than the shop allows. */
  const limited = (): void => {
    const count = (of: (row: PlacementRow) => string | null, limit: number): void => {
      for (const [who, waiting] of Map.groupBy(atBank(rows), of))
        if (who !== null && waiting.length > limit) witness.blame(`${waiting.length} payments of ${who} wait at the bank at once`);
    };
    count(({ scope, request }) => `${scope} (${request.customerId ?? 'guest'})`, rules.holds.perBuyer);
    count(({ request }) => request.client ?? null, rules.holds.perClient);
  };

  const sent = (worker: Process, verb: Verb, id: string): void => {
    if (verb === 'close') {
      if (!mayBeGivenUp(id)) blame(`close by ${worker.name}, which no buyer of it asked for`, id);
      return;
    }
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
    if (verb === 'close') return;
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

  /** A cart is one placement's, and what an earlier one held of it is let go first: nobody is refused for what is their own. */
  const claimed = (cartId: string, placementId: string): void => {
    for (const row of rows.placements.values()) {
      if (row.cartId !== cartId || row.id === placementId || row.state === 'aborted') continue;
      const lately = row.state === 'aborting' && now() - (row.decidedAt ?? 0) < patienceMs;
      if (row.state !== 'aborting') blame(`a cart is claimed while an earlier placement of it is ${row.state}`, row.id);
      else if (lately) blame('a cart is claimed before what an earlier placement held was let go', row.id);
    }
  };

  const gaveUp = (outcome: CancelPlacementOutcome): void => {
    const { id } = outcome.placement;
    const state = rows.placements.get(id)?.state;
    const payment = rooms.payments.find(id);
    if (outcome.__typename === 'PlacementCancelled') {
      if (state !== 'aborting' && state !== 'aborted') blame(`the buyer is told that it is given up while it is ${state}`, id);
      if (!payment?.closed) blame('the buyer is told that it is given up, although the bank was faster', id);
    } else if (outcome.code === 'ALREADY_PLACED' && !rows.orders.has(id)) blame('the buyer is told of an order that is not there', id);
    else if (outcome.code === 'ALREADY_REJECTED' && state !== 'aborting' && state !== 'aborted')
      blame(`the buyer is told that it was rejected while it is ${state}`, id);
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
          if (problem.declineCode === 'CHALLENGE_CANCELLED') return payment?.closed === true && mayBeGivenUp(id);
          return payment?.everDeclined === true || (problem.declineCode === 'CHALLENGE_EXPIRED' && old && payment?.challenge !== undefined);
        case 'TooManyHolds':
          return payment?.challenge !== undefined;
        case 'PlacementFailed':
          return old || (payment?.unknownAnswers ?? 0) > 0;
        case 'ItemUnavailable':
          return problem.sku === withdrawn;
        // These are told before there is a placement, or not at all.
        case 'CartConflict':
        case 'IdempotencyConflict':
        case 'InvalidInput':
        case 'NotFound':
        case 'TooManyAttempts':
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
    gaveUp,
    givesUp: (id) => void givenUp.add(id),
    wantsCart: (cartId, email, key) => void wanted.add([cartId, email, key].join(' ')),
    leases: (of) => (worker, id) => void given[of].add(pair(witness.name(worker), id)),
  };
}
