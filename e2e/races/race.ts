import type pg from 'pg';
import type { Dice } from '../crash/dice.ts';
import type { Shop } from './shop.ts';

export interface Round {
  /** No other round of any race has it, so that rounds share no goods, coupons, people and carts. */
  readonly name: string;
  /** How many requests there will be, all at once. */
  readonly parallel: number;
  readonly dice: Dice;
  /** Told whenever a client has to ask again, because its answer was lost or not final. */
  repeated(): void;
}

export interface Verdict {
  /** How many got what the others wanted. */
  winners: number;
  /** A sentence for each thing that one order after the other could not have brought about. */
  anomalies: string[];
  /** How often it went which way, where more than one is right. */
  ways?: Readonly<Record<string, number>>;
}

/** One round, ready to begin. */
export interface Contest {
  /** The request no. `index`, in one word: `won`, `refused`, or whatever else came of it. */
  ask(index: number): Promise<string>;
  /** After the last answer: waits until nothing is under way, and reads the books. */
  verdict(answers: readonly string[]): Promise<Verdict>;
}

export interface Race {
  readonly name: string;
  /** What must hold, in one sentence. */
  readonly promise: string;
  /** Through the shop's public API. */
  inShop(shop: Shop, round: Round): Promise<Contest>;
  /** The same business by code that reads, decides and then writes: what the harness must be able to see through. */
  naively(naive: pg.Pool, round: Round): Promise<Contest>;
}
