import type { Fault, History, Place } from '#simulation/history';
import type { Dice } from '#simulation/random';
import { outside, type Process, type Time } from '#simulation/time';
import type { Witness } from '#simulation/witness';

export interface Message<T> {
  from: Process;
  to: Place;
  what: () => string;
  /** Upkeep of leases, most of which changes nothing, is not counted among the messages that a fault may hit. */
  upkeep?: boolean;
  /** What the receiver does, in one instant. */
  effect: () => T | Promise<T>;
}

export interface Network {
  send<T>(message: Message<T>): Promise<T>;
  /** Is nothing under way that has still to take effect? */
  quiet(): boolean;
  /** Lets everything that is under way arrive now: when nothing else happens any more, the time until then is empty. */
  hurry(): void;
  /** Are the outages over, for a while? */
  healed(): boolean;
}

interface Circumstances {
  time: Time;
  dice: Dice;
  witness: Witness;
  crash: (worker: Process, restartMs: number) => void;
  crashServer: () => void;
}

/** A caller that hears nothing gives up after this. */
const patienceMs = 1_000;

/** Carries messages with delays, and spoils those that the history says. `crash` ends a worker and starts another after `ms`. */
export function createNetwork(
  { faults, outages }: Pick<History, 'faults' | 'outages'>,
  { time, dice, witness, crash, crashServer }: Circumstances,
): Network {
  const nameOf = (to: Place | null, message: number): string => `${to ?? 'any'} ${message}`;
  const spoiled = new Map<string, Fault>(faults.map((fault) => [nameOf(fault.to, fault.message), fault]));
  const lastOutage = Math.max(0, ...outages.map(({ at, ms }) => at + ms));
  let sent = 0;
  const sentTo = new Map<Place, number>();
  const underWay = new Set<() => void>();

  const isDown = (place: Place): boolean =>
    outages.some((outage) => outage.place === place && time.now() >= outage.at && time.now() < outage.at + outage.ms);
  const delay = (to: Place): number => dice() * (to === 'database' ? 2 : 15);

  return {
    quiet: () => underWay.size === 0,
    hurry: () => underWay.forEach((arrive) => void time.after(0, arrive, outside)),
    healed: () => time.now() >= lastOutage + 10_000,
    send: <T>({ from, to, what, upkeep = false, effect }: Message<T>) =>
      new Promise<T>((resolve, reject) => {
        if (!from.alive) return;
        const number = upkeep ? '-' : sent;
        let fault: Fault | undefined;
        if (!upkeep) {
          const there = sentTo.get(to) ?? 0;
          fault = spoiled.get(nameOf(null, sent)) ?? spoiled.get(nameOf(to, there));
          sentTo.set(to, there + 1);
          sent += 1;
        }
        if (to === 'database' && fault?.kind === 'arrive twice') fault = undefined;
        const kind = fault?.kind;
        const ms = fault?.ms ?? 0;
        witness.note(() => `#${number} ${from.name} -> ${to}: ${what()}${kind ? `   (${kind}, ${ms} ms)` : ''}`);
        const failAfter = (wait: number, why: string): void => {
          time.after(wait, () => reject(new Error(`${to}: ${why}`)), from);
        };
        const happen = (wait: number, then: (outcome: Promise<T>) => void): void => {
          const arrive = (): void => {
            if (!underWay.delete(arrive)) return;
            const outcome = (async () => effect())();
            // Whoever listens handles a refusal; one that nobody hears is no fault of the program.
            outcome.catch(() => undefined);
            then(outcome);
          };
          underWay.add(arrive);
          time.after(wait, arrive, outside);
        };
        const answer = (wait: number) => (outcome: Promise<T>) => {
          outcome.then(
            (value) => {
              witness.note(() => `#${number} ${to} -> ${from.name}: ${shown(value)}`);
              time.after(wait, () => resolve(value), from);
            },
            (error: unknown) => void time.after(wait, () => reject(error), from),
          );
        };
        const nobody = (): void => undefined;
        if (isDown(to)) return failAfter(delay(to), 'is down');
        switch (kind) {
          case undefined:
            return happen(delay(to), answer(delay(to)));
          case 'lose request':
            return failAfter(Math.min(ms, patienceMs), 'the request was lost');
          case 'lose reply':
            happen(delay(to), nobody);
            return failAfter(Math.min(ms, patienceMs) + 20, 'the reply was lost');
          case 'arrive late':
            happen(patienceMs + ms, nobody);
            return failAfter(patienceMs, 'no answer in time');
          case 'slow request':
            return happen(Math.min(ms, 9_000), answer(delay(to)));
          case 'slow reply':
            return happen(delay(to), answer(Math.min(ms, 9_000)));
          case 'arrive twice':
            happen(delay(to), answer(delay(to)));
            return happen(ms, nobody);
          case 'crash before sending':
            return crash(from, ms);
          case 'crash after sending':
            happen(delay(to), nobody);
            return crash(from, ms);
          case 'server crash':
            return happen(delay(to), (outcome) => {
              answer(delay(to))(outcome);
              crashServer();
            });
          case 'pause':
            from.pausedUntil = time.now() + Math.min(ms, 15_000);
            return happen(delay(to), answer(delay(to)));
        }
      }),
  };
}

const shown = (value: unknown): string => {
  const text = JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? `${part}` : part)) ?? 'nothing';
  return text.length > 160 ? `${text.slice(0, 160)}...` : text;
};
