import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigError } from './config.ts';
import type { DomainEvent, EventBus, EventHandler, EventsHandler } from './event.ts';
import { type DataSchema, type EventReads, isReadBy, missingPath, narrowSchema, pick } from './event-reads.ts';

/** An event as a handler gets it: of its data only what its consumer states that it reads. */
export interface ReadEvent<Data> extends Omit<DomainEvent, 'data'> {
  readonly data: Data;
}

/** Subscribes a consumer, which states what it reads; `Data` is generated from the same statement (`#generated/events`). */
export function subscribe<Data>(bus: EventBus, stated: EventReads, handle: (event: ReadEvent<Data>) => Promise<void>): Promise<void> {
  const each = typesOf(stated).map((event) => ({
    event,
    handler: reading({ ...stated, event }, readSchema({ ...stated, event }), handle),
  }));
  return Promise.all(each.map(({ event, handler }) => bus.subscribe(stated.consumer, [event], handler))).then(() => undefined);
}

/** The same for who takes what has come meanwhile in one go; at least one, in the order in which they came. */
export function subscribeMany<Data>(
  bus: EventBus,
  stated: EventReads,
  handle: (events: readonly ReadEvent<Data>[]) => Promise<void>,
): Promise<void> {
  const each = typesOf(stated).map((event) => ({
    event,
    handler: readingMany({ ...stated, event }, readSchema({ ...stated, event }), handle),
  }));
  return Promise.all(each.map(({ event, handler }) => bus.subscribeMany(stated.consumer, [event], handler))).then(() => undefined);
}

const declared = new URL('../../schema/events/', import.meta.url);

/** The one event, or those of its name that rooms declare. */
function typesOf(stated: EventReads): string[] {
  if (stated.everyRoom !== true) return [stated.event];
  const events = readdirSync(declared).flatMap((file) => {
    const [, type = '', version = ''] = /^([a-z]+\.[a-z_]+)\.v(\d+)\.json$/.exec(file) ?? [];
    return type === '' ? [] : [{ type, version: Number(version) }];
  });
  return [stated.event, ...events.filter((event) => event.type !== stated.event && isReadBy(stated, event)).map(({ type }) => type)];
}

/**
 * A handler of events as they come. Another version than the stated one, or data that does not fit, is a fault: the event is tried again
 * and then parked, never guessed at. What is history is passed over unless the consumer asks for it.
 */
export function reading<Data>(stated: EventReads, schema: DataSchema, handle: (event: ReadEvent<Data>) => Promise<void>): EventHandler {
  const many = readingMany<Data>(stated, schema, async (events) => {
    for (const event of events) await handle(event);
  });
  return (event) => many([event]);
}

export function readingMany<Data>(
  stated: EventReads,
  schema: DataSchema,
  handle: (events: readonly ReadEvent<Data>[]) => Promise<void>,
): EventsHandler {
  const { consumer, version, reads, history = false } = stated;
  const missing = missingPath(schema, reads);
  if (missing) throw new ConfigError(`${consumer} reads ${missing}, which version ${version} of ${stated.event} does not have.`);
  const wanted = narrowSchema(schema, reads);
  const form = z.fromJSONSchema(wanted as Parameters<typeof z.fromJSONSchema>[0]);
  const read = (event: DomainEvent): ReadEvent<Data> => {
    if (event.version !== version) throw new Error(`${consumer} reads version ${version} of ${event.type}, not ${event.version}`);
    const { data, error } = form.safeParse(event.data);
    if (error) throw new Error(`${consumer} cannot read ${event.type}: ${error.issues.map(sentence).join('; ')}`);
    return { ...event, data: pick(wanted, data) as Data };
  };
  return async (events) => {
    const asked = events.filter((event) => history || !event.history).map(read);
    if (asked.length > 0) await handle(asked);
  };
}

const sentence = ({ path, message }: z.core.$ZodIssue): string => `${path.join('.')}: ${message}`;

function readSchema({ consumer, event, version }: EventReads): DataSchema {
  try {
    return JSON.parse(readFileSync(new URL(`${event}.v${version}.json`, declared), 'utf8')) as DataSchema;
  } catch (error) {
    throw new ConfigError(`${consumer} reads version ${version} of ${event}, which is not in schema/events.`, { cause: error });
  }
}
