import type { z } from 'zod';
import type { DomainEvent, EventBus } from './event.ts';

/** What a consumer states of the event it takes, and the schema of what it reads: generated from its `.reads.json`. */
export interface Reading<Data> {
  readonly consumer: string;
  readonly event: string;
  readonly version: number;
  readonly history: boolean;
  readonly schema: z.ZodType<Data>;
}

/** An event as a handler gets it: of its data only what the consumer states that it reads. */
export interface ReadEvent<Data> extends Omit<DomainEvent, 'data' | 'type' | 'version'> {
  readonly data: Data;
}

/**
 * Subscribes a consumer to what it reads. Another version than the stated one, or data that does not fit, is a fault: the event is
 * tried again and then parked, never guessed at. What is history is skipped unless the consumer asks for it.
 */
export function subscribe<Data>(bus: EventBus, reading: Reading<Data>, handle: (event: ReadEvent<Data>) => Promise<void>): Promise<void> {
  return bus.subscribe(reading.consumer, [reading.event], async (event) => {
    if (event.history && !reading.history) return;
    await handle(read(reading, event));
  });
}

function read<Data>({ consumer, version, schema }: Reading<Data>, { type, data, ...event }: DomainEvent): ReadEvent<Data> {
  if (event.version !== version) throw new Error(`${consumer} reads version ${version} of ${type}, not ${event.version}`);
  const { data: wanted, error } = schema.safeParse(data);
  if (error)
    throw new Error(
      `${consumer} cannot read ${type}: ${error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`,
    );
  const { version: _, ...rest } = event;
  return { ...rest, data: wanted };
}
