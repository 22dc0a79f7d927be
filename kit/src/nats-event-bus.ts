import { setTimeout as sleep } from 'node:timers/promises';
import {
  AckPolicy,
  type Consumer,
  JetStreamApiError,
  type JetStreamManager,
  type JsMsg,
  jetstream,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
} from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { ConfigError } from './config.ts';
import { BusUnavailable, type DomainEvent, type EventBus, type EventsHandler } from './event.ts';
import type { Logger } from './log.ts';
import { counter } from './metrics.ts';
import { repeat } from './repeat.ts';

const subjectOf = (type: string): string => `cartograph.${type}`;
const seconds = (count: number): number => count * 1e9;

/** What a consumer that died had taken comes to another one after this; so few at once that the last is reached well before. */
const ackWait = seconds(10);
const fetchedAtOnce = 16;
/** Of who takes many in one go. */
const takenAtOnce = 100;

const streamConfig = {
  name: 'CARTOGRAPH',
  subjects: ['cartograph.>'],
  storage: StorageType.File,
  retention: RetentionPolicy.Limits,
  max_age: seconds(14 * 86_400),
  duplicate_window: seconds(600),
};

/**
 * Events over NATS JetStream, servers from 2.9 on: message id = outbox id (the server drops repeats for 10 min), one durable
 * consumer a name and type, since only servers from 2.10 filter one consumer by several types. A failed event comes again after
 * 1 s, then ever later up to 30 s, for as long as the stream keeps it (14 days).
 */
export async function openNatsEventBus(url: string, log: Logger): Promise<EventBus> {
  const { connection, manager } = await open(url);
  const publishers: Publisher[] = [];
  const stream = await watchStream(manager, log, publishers);
  const look = (): void => void stream.now().catch((error: unknown) => log.warn({ err: error }, cannotLook));
  const online = watchConnection(connection, log, look);
  const client = jetstream(connection);
  const stops: (() => Promise<unknown>)[] = [];
  const each = async (consumer: string, types: readonly string[], handler: EventsHandler, fetched: number, atOnce: number) => {
    for (const type of types) {
      const durable = `${consumer}__${type}`.replaceAll('.', '_');
      const find = async (): Promise<Consumer> => {
        await ensureStream(manager);
        await ensureConsumer(manager, durable, subjectOf(type));
        return client.consumers.get(streamConfig.name, durable);
      };
      stops.push(follow(await find(), find, { name: consumer, fetched, atOnce }, handler, log));
    }
  };
  return {
    publish: async (event) => {
      if (!online()) throw new BusUnavailable('NATS is not connected');
      try {
        // What is told again on purpose is no duplicate, however soon it is: the broker would drop it.
        const once = event.history ? {} : { msgID: event.id };
        await client.publish(subjectOf(event.type), JSON.stringify(event), { ...once, timeout: 5_000 });
      } catch (error) {
        look();
        throw new BusUnavailable('NATS has not stored the event', { cause: error });
      }
    },
    subscribe: (consumer, types, handler) =>
      each(consumer, types, ([event]) => (event ? handler(event) : Promise.resolve()), fetchedAtOnce, 1),
    subscribeMany: (consumer, types, handler) => each(consumer, types, handler, takenAtOnce, takenAtOnce),
    onLost: (publishAgain) => {
      publishers.push({ publishAgain, told: '' });
      look();
    },
    // Consumers of a new stream have taken nothing yet, whatever they say: only once all is told again do they know what they lack.
    takenUntil: async () => {
      const created = await createdAt(manager);
      return publishers.every(({ told }) => told === created) ? takenUntil(manager) : new Date(0);
    },
    close: async () => {
      await stream.stop();
      await Promise.all(stops.map((stop) => stop()));
      // Flushes acknowledgements; a server that is gone must not hold up a stop.
      await Promise.race([connection.drain().catch(() => undefined), sleep(1_000, undefined, { ref: false })]);
      await connection.close();
    },
  };
}

/** A server that is silent is left after 10 to 15 s (by default 4 to 6 min), and looked for until it is back. */
const patience = { maxReconnectAttempts: -1, reconnectTimeWait: 500, pingInterval: 5_000, maxPingOut: 2 };

/** The earliest message that some consumer, of whatever room, has not taken yet: all before it are taken. */
async function takenUntil(manager: JetStreamManager): Promise<Date> {
  let until = new Date();
  for await (const { num_pending: waiting, num_ack_pending: given, ack_floor: floor } of manager.consumers.list(streamConfig.name)) {
    if (waiting === 0 && given === 0) continue;
    const last =
      floor.stream_seq > 0 ? await manager.streams.getMessage(streamConfig.name, { seq: floor.stream_seq }).catch(() => null) : null;
    const time = last?.time ?? new Date(0);
    if (time < until) until = time;
  }
  return until;
}

async function open(url: string): Promise<{ connection: NatsConnection; manager: JetStreamManager }> {
  let connection: NatsConnection | undefined;
  try {
    connection = await connect({ servers: url, ...patience, name: 'cartograph' });
    const manager = await jetstreamManager(connection);
    await ensureStream(manager);
    return { connection, manager };
  } catch (error) {
    await connection?.close();
    const why = error instanceof Error ? error.message : 'unknown';
    throw new ConfigError(`EVENT_BUS: NATS with JetStream cannot be used at ${new URL(url).host}, ${why}.`);
  }
}

/** Of an earlier release it may have other settings: then it takes ours. */
async function ensureStream(manager: JetStreamManager): Promise<void> {
  try {
    await manager.streams.add(streamConfig);
  } catch (error) {
    if (!(error instanceof JetStreamApiError)) throw error;
    await manager.streams.update(streamConfig.name, streamConfig);
  }
}

const madeAnew = counter(
  'cartograph_events_stream_made_anew_total',
  'Times that the stream of events was gone, or was another one than before.',
);
const cannotLook = 'the stream of events cannot be looked at';

/** Somebody who still has events, and of which stream they know: when it was made. */
interface Publisher {
  readonly publishAgain: (before: Date) => Promise<void>;
  told: string;
}

/**
 * Looks for the stream each 10 s and whenever something is odd. One that is gone, or was made anew by another process, has lost its events;
 * also when that was while nobody looked, so publishers are told of the first as well.
 */
async function watchStream(manager: JetStreamManager, log: Logger, publishers: readonly Publisher[]) {
  let known = await createdAt(manager);
  const look = async (): Promise<void> => {
    const now = await createdAt(manager).catch(async (error: unknown) => {
      if (!(error instanceof JetStreamApiError)) throw error;
      await ensureStream(manager);
      return createdAt(manager);
    });
    if (now !== known) {
      log.warn('the stream of events was gone and is made anew');
      madeAnew.inc();
      known = now;
    }
    for (const publisher of publishers.filter(({ told }) => told !== now)) {
      await publisher.publishAgain(new Date(now));
      // Only now: events that could not be made ready are tried again.
      publisher.told = now;
    }
  };
  return repeat(look, { everyMs: 10_000, log, failed: cannotLook });
}

const createdAt = async (manager: JetStreamManager): Promise<string> => (await manager.streams.info(streamConfig.name)).created;

async function ensureConsumer(manager: JetStreamManager, durable: string, subject: string): Promise<void> {
  const settings = { ack_wait: ackWait, filter_subject: subject };
  try {
    await manager.consumers.add(streamConfig.name, { durable_name: durable, ack_policy: AckPolicy.Explicit, ...settings });
  } catch (error) {
    if (!(error instanceof JetStreamApiError)) throw error;
    await manager.consumers.update(streamConfig.name, durable, settings);
  }
}

/** False from a lost connection to the next one. Without it, each publish would wait for its timeout. */
function watchConnection(connection: NatsConnection, log: Logger, back: () => void): () => boolean {
  let online = true;
  void (async () => {
    for await (const { type } of connection.status()) {
      if (type === 'disconnect') log.warn('NATS is gone, events wait');
      if (type === 'reconnect') log.info('NATS is back');
      if (type === 'disconnect' || type === 'reconnect') online = type === 'reconnect';
      if (type === 'reconnect') back();
    }
  })();
  return () => online && !connection.isClosed();
}

interface Taking {
  readonly name: string;
  /** Events that wait here at most, so many that the server has given us more by the time they are taken. */
  readonly fetched: number;
  /** Events that the handler is given at once, at most: those that have come while it took the ones before. */
  readonly atOnce: number;
}

/** Hands events to the handler until stopped, through restarts of the server; `find` makes its consumer anew when it is gone. */
function follow(first: Consumer, find: () => Promise<Consumer>, taking: Taking, handler: EventsHandler, log: Logger): () => Promise<void> {
  const { name, fetched, atOnce } = taking;
  let stopped = false;
  let consumer: Consumer | undefined = first;
  let messages: Awaited<ReturnType<Consumer['consume']>> | undefined;
  const round = async (): Promise<void> => {
    consumer ??= await find();
    messages = await consumer.consume({ max_messages: fetched, abort_on_missing_resource: true });
    if (stopped) return void (await messages.close());
    const waiting: JsMsg[] = [];
    let taking: Promise<void> | undefined;
    const takeWaiting = async (): Promise<void> => {
      for (let now: JsMsg[]; (now = waiting.splice(0, atOnce)).length > 0; ) {
        // What was fetched and not begun goes to another replica now, not after its ack_wait.
        if (stopped) for (const one of now) one.nak();
        else await take(now, name, handler, log);
      }
      taking = undefined;
    };
    for await (const message of messages) {
      waiting.push(message);
      taking ??= takeWaiting();
      if (waiting.length >= atOnce) await taking;
    }
    await taking;
  };
  const ended = (async () => {
    while (!stopped) {
      try {
        await round();
      } catch (error) {
        log.warn({ err: error, consumer: name }, 'events cannot be fetched');
      }
      consumer = undefined;
      if (!stopped) await sleep(1_000, undefined, { ref: false });
    }
  })();
  return async () => {
    stopped = true;
    messages?.stop();
    await Promise.race([ended, sleep(2_000, undefined, { ref: false })]);
  };
}

async function take(messages: readonly JsMsg[], consumer: string, handler: EventsHandler, log: Logger): Promise<void> {
  try {
    // What an earlier release has published says neither.
    await handler(messages.map((one) => ({ sequence: null, history: false, ...one.json<Omit<DomainEvent, 'sequence' | 'history'>>() })));
    for (const one of messages) one.ack();
  } catch (error) {
    const [message, ...others] = messages;
    if (others.length > 0) for (const one of messages) await take([one], consumer, handler, log);
    else if (message) {
      log.warn({ err: error, consumer, subject: message.subject }, 'an event was not taken');
      message.nak(Math.min(30_000, 500 * 2 ** message.info.deliveryCount));
    }
  }
}
