/** What happened, told to other rooms. `id` is the outbox id: consumers take effect once an id. */
export interface DomainEvent {
  readonly id: string;
  /** `room.noun_verbed`, as in "orders.order_placed". */
  readonly type: string;
  readonly version: number;
  /** Id of the entity it is about. */
  readonly key: string;
  /** 1, 2, 3 .. without gaps per room and key, as the entity's row counted them; null where the key is no entity with a row of its own. */
  readonly sequence: number | null;
  /** It tells of what happened before this shop kept events: not news. */
  readonly history: boolean;
  /** ISO 8601, UTC. */
  readonly occurredAt: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** An event before it has an id and a time: what a use case writes to its outbox. */
export type NewEvent = Pick<DomainEvent, 'type' | 'version' | 'key' | 'sequence' | 'data'>;

/** An event that the row of its entity has not counted yet: the statement of the change does (see numbered-events.ts). */
export interface UnnumberedEvent extends Omit<NewEvent, 'sequence'> {
  /** The one field of `data` that only the row knows. */
  readonly lacks?: string;
}

export type EventHandler = (event: DomainEvent) => Promise<void>;

/** Takes all of them, or none: those of a batch that fails come again one by one, so that one that nobody can read holds up no other. */
export type EventsHandler = (events: readonly DomainEvent[]) => Promise<void>;

/** The bus itself cannot be reached: nothing is wrong with the event, so the failure does not count against it. */
export class BusUnavailable extends Error {
  override name = 'BusUnavailable';
}

/** The port. At least once: a handler must tolerate an event again (see `takeOnce` in outbox.ts). */
export interface EventBus {
  /** Resolves when every subscriber has taken the event, or the broker has stored it; rejects otherwise (BusUnavailable: the broker is gone), and is repeated. */
  publish(event: DomainEvent): Promise<void>;
  /** The same of several; whoever takes them together is given them together. Rejects when any of them was not taken. */
  publishAll?(events: readonly DomainEvent[]): Promise<void>;
  /** `consumer` is a durable name such as "orders.on-payment-resolved"; `types` are exact event types. */
  subscribe(consumer: string, types: readonly string[], handler: EventHandler): Promise<void>;
  /** The same for who takes what has come meanwhile in one go. */
  subscribeMany(consumer: string, types: readonly string[], handler: EventsHandler): Promise<void>;
  /**
   * Called with the moment that the broker's store began, now and whenever it is another one: of what was published before, it has lost what
   * it had, and whoever still has the events publishes them again.
   */
  onLost?(publishAgain: (before: Date) => Promise<void>): void;
  /** Every event that was published before it has been taken by every consumer that this bus knows. */
  takenUntil(): Promise<Date>;
  close(): Promise<void>;
}

/** The default make: rooms of one process, fed by each room's outbox relay from PostgreSQL. */
export function createLocalEventBus(): EventBus {
  const each: { types: ReadonlySet<string>; handler: EventHandler }[] = [];
  const many: { types: ReadonlySet<string>; handler: EventsHandler }[] = [];
  /** Whoever takes them one by one gets them in their order, whatever their types. */
  const publishAll: EventsHandler = async (events) => {
    for (const event of events) for (const { types, handler } of each) if (types.has(event.type)) await handler(event);
    for (const { types, handler } of many) {
      const wanted = events.filter(({ type }) => types.has(type));
      if (wanted.length > 0) await handler(wanted);
    }
  };
  return {
    publish: (event) => publishAll([event]),
    publishAll,
    subscribe: (_consumer, types, handler) => {
      each.push({ types: new Set(types), handler });
      return Promise.resolve();
    },
    subscribeMany: (_consumer, types, handler) => {
      many.push({ types: new Set(types), handler });
      return Promise.resolve();
    },
    // `publish` has waited for them.
    takenUntil: () => Promise.resolve(new Date()),
    close: () => Promise.resolve(),
  };
}
