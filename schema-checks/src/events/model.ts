import type { Finding, Place } from '../model.ts';
import type { Shape } from './shape.ts';

/** One version of an event, as its schema describes it. */
export interface EventContract {
  /** `orders.order_placed.v1`. */
  name: string;
  type: string;
  version: number;
  /** Who says it: what stands before the point of its type. */
  room: string;
  /** What `key` of its envelope is. */
  key: string;
  sequenced: boolean;
  shape: Shape;
  /** Of what stands at a JSON pointer of its file. */
  placeOf: (pointer: string) => Place;
}

/** What one consumer says that it reads of an event. */
export interface EventReader {
  consumer: string;
  /** `orders.order_placed.v1`. */
  event: string;
  /** Paths in the event's data, each with where it is stated. */
  reads: readonly { path: string; place: Place }[];
  /** Where the event is stated. */
  place: Place;
}

/** The events of a project at one moment. */
export interface EventSet {
  /** By name. */
  events: ReadonlyMap<string, EventContract>;
  /** Files that are no event's schema, and what is odd about others. */
  findings: readonly Finding[];
  /** Names of events whose files cannot be used: nothing is said of them. */
  unknown: ReadonlySet<string>;
}
