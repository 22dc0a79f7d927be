import type { PlaceOrderOutcome } from '#placing/rules/outcome';
import { callerOf, cartIdOf, emailOf, inputOf, keyOf, linesOf, paidAgain, pointsOf } from '#simulation/baskets';
import type { History, Wish } from '#simulation/history';
import type { Judge } from '#simulation/judge';
import type { Network } from '#simulation/network';
import type { Dice } from '#simulation/random';
import type { Rooms } from '#simulation/rooms';
import type { Rows } from '#simulation/rows';
import type { ServerLog } from '#simulation/server-log';
import { outside, type Process, type Time } from '#simulation/time';
import type { Witness } from '#simulation/witness';
import type { Worker } from '#simulation/worker';

export interface World {
  time: Time;
  dice: Dice;
  witness: Witness;
  judge: Judge;
  rows: Rows;
  rooms: Rooms;
  network: Network;
  log: ServerLog;
  living: readonly { process: Process; worker: Worker }[];
}

export interface Buyers {
  /** Has everybody an answer, or has left? */
  served(): boolean;
  /** A worker died: its connections break. */
  lose(process: Process): void;
}

/** A request that breaks or finds nobody is repeated this often; then the buyer leaves, and the placement goes on. */
const patience = 4;

/** Those who ask from outside: buyers, their banks, a person who looks after what is flagged, and inventory with its old holds. */
export function createBuyers({ wishes, holdMs }: Pick<History, 'wishes' | 'holdMs'>, world: World): Buyers {
  const { log, time, dice, witness, judge, rows, rooms, network, living } = world;
  let open = 0;
  const broken = new Map<Process, Set<() => void>>();

  /** Asks a living worker; `again` when there is none, when it fails or when it dies. */
  const ask = <T>(work: (worker: Worker) => Promise<T>, heard: (answer: T) => void, again: () => void): void => {
    const one = living[Math.floor(dice() * living.length)];
    if (!one) return again();
    const { process, worker } = one;
    let over = false;
    const once = (then: () => void) => (): void => {
      if (over) return;
      over = true;
      broken.get(process)?.delete(lost);
      then();
    };
    const lost = once(again);
    const waiting = broken.get(process) ?? new Set();
    broken.set(process, waiting.add(lost));
    time.after(
      0,
      () =>
        void work(worker).then(
          (answer) =>
            process.alive &&
            time.after(
              dice() * 5,
              once(() => heard(answer)),
              outside,
            ),
          () => process.alive && time.after(5, lost, outside),
        ),
      process,
    );
  };
  /** `work` again and again until it is heard of; then, or when it is given up, one task less is open. */
  const insist = <T>(work: (worker: Worker) => Promise<T>, heard: (answer: T) => boolean): void => {
    open += 1;
    const attempt = (left: number): void => {
      const again = (): void => {
        if (left === 0) open -= 1;
        else time.after(100 + dice() * 1_500, () => attempt(left - 1), outside);
      };
      ask(work, (answer) => (heard(answer) ? (open -= 1) : again()), again);
    };
    attempt(patience);
  };
  const later = (ms: number, then: () => void): void => {
    open += 1;
    time.after(
      ms,
      () => {
        open -= 1;
        then();
      },
      outside,
    );
  };

  const giveUp = ({ placement: { id }, accessToken }: Extract<PlaceOrderOutcome, { kind: 'action' }>, wish: Wish): void => {
    witness.note(() => `the buyer gives ${witness.name(id)} up`);
    judge.givesUp(id);
    insist(
      ({ cancelPlacement }) => cancelPlacement({ placementId: id, accessToken }, callerOf(wish)),
      (outcome) => {
        witness.note(() => `the buyer hears of ${witness.name(id)}: ${outcome.__typename}${'code' in outcome ? ` ${outcome.code}` : ''}`);
        if (outcome.__typename === 'NotFound') witness.blame(`the buyer may not give up what is theirs: ${witness.name(id)}`);
        else judge.gaveUp(outcome);
        return !('code' in outcome) || outcome.code !== 'STILL_RUNNING';
      },
    );
  };
  /** Who was sent there does what they want to once, however often they are told. */
  const sent = new Set<string>();
  const atTheBank = (wish: Wish, index: number, action: Extract<PlaceOrderOutcome, { kind: 'action' }>): void => {
    if (sent.has(action.placement.id)) return;
    sent.add(action.placement.id);
    if (wish.giveUpAfter !== null) later(wish.giveUpAfter, () => giveUp(action, wish));
    if (wish.payAgainAfter !== null) later(wish.payAgainAfter, () => buy(paidAgain(wish), index));
  };

  const hear = (wish: Wish, index: number, outcome: PlaceOrderOutcome): boolean => {
    const placement = 'placement' in outcome ? outcome.placement : null;
    if (placement) witness.name(placement.id, witness.name(placement.id) === placement.id ? `order of wish ${index}` : undefined);
    witness.note(
      () =>
        `buyer of wish ${index} hears: ${outcome.kind}${outcome.kind === 'rejected' ? ` ${outcome.problems.map(({ code }) => code).join()}` : ''}`,
    );
    if (placement) {
      const { lines, redeemPoints } = placement.request;
      // The placement has forgotten it when it is decided.
      const paymentToken = rooms.payments.find(placement.id)?.token || wish.card;
      const same = JSON.stringify([lines.map(({ sku, quantity }) => [sku, quantity]), redeemPoints, paymentToken]);
      if (same !== JSON.stringify([linesOf(wish).map(({ sku, quantity }) => [sku, quantity]), pointsOf(wish), wish.card]))
        witness.blame(`wish ${index} gets the answer to another one`);
    }
    judge.answered(keyOf(wish), outcome);
    if (outcome.kind === 'placed' && wish.expected === 'wrong')
      witness.blame(`wish ${index} is placed although its total was not what was expected`);
    if (outcome.kind === 'placed' && wish.cancelAfter !== null)
      later(wish.cancelAfter, () =>
        insist(
          ({ cancel }) => cancel(outcome.placement.id),
          () => true,
        ),
      );
    if (outcome.kind === 'action') atTheBank(wish, index, outcome);
    return outcome.kind === 'placed' || outcome.kind === 'rejected';
  };
  const buy = (wish: Wish, index: number): void => {
    const input = inputOf(wish);
    witness.note(() => `buyer of wish ${index} asks (${keyOf(wish)})`);
    if (wish.cart !== null) judge.wantsCart(cartIdOf(wish.cart), emailOf(wish), input.idempotencyKey);
    insist(
      ({ placeOrder }) => placeOrder(input, callerOf(wish)),
      (outcome) => hear(wish, index, outcome),
    );
  };
  for (const [index, wish] of wishes.entries()) for (const ms of [0, ...wish.again]) later(wish.at + ms, () => buy(wish, index));

  rooms.payments.onAnswer((id) => {
    // One event in four is lost: the placement asks by itself, only later.
    if (dice() > 0.25)
      time.after(
        dice() * 300,
        () =>
          ask(
            ({ wake }) => wake(id),
            () => undefined,
            () => undefined,
          ),
        outside,
      );
  });

  const retried = new Map<string, number>();
  const lookAfter = (): void => {
    time.after(5_000, lookAfter, outside);
    if (!network.healed()) return;
    for (const [id, { needsAttention }] of rows.placements) {
      if (!needsAttention || (retried.get(id) ?? 0) >= 2) continue;
      retried.set(id, (retried.get(id) ?? 0) + 1);
      witness.note(() => `a person retries ${witness.name(id)}`);
      ask(
        ({ retry }) => retry(id),
        () => undefined,
        () => undefined,
      );
    }
  };
  const askForHolds = (): void => {
    time.after(2_000, askForHolds, outside);
    const ids = rooms.inventory.old(holdMs);
    if (ids.length === 0) return;
    const decide = (answers: { placementId: string; decision: string }[]): void => {
      for (const { placementId, decision } of answers) {
        witness.note(() => `inventory hears that ${witness.name(placementId)}, whose hold is old, is ${decision}`);
        if (decision === 'PENDING') rooms.inventory.extend(placementId);
        else {
          judge.arrived(decision === 'CONFIRMED' ? 'confirm stock' : 'cancel stock', placementId);
          rooms.inventory[decision === 'CONFIRMED' ? 'commit' : 'release']({ placementId });
          log.flush();
        }
      }
    };
    ask(
      ({ decisions }) => decisions(ids),
      decide,
      () => undefined,
    );
  };
  time.after(5_000, lookAfter, outside);
  time.after(2_000, askForHolds, outside);

  return {
    served: () => open === 0,
    lose: (process) => {
      for (const lost of broken.get(process) ?? []) time.after(dice() * 50, lost, outside);
    },
  };
}
