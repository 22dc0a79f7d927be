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
import { BusUnavailable, type DomainEvent, type EventBus, type EventHandler } from './event.ts';
import type { Logger } from './log.ts';

const stream = 'CARTOGRAPH';
const subjectOf = (type: string): string => `cartograph.${type}`;
const seconds = (count: number): number => count * 1e9;

/** What a consumer that died had taken comes to another one after this; so few at once that the last is reached well before. */
const ackWait = seconds(10);
const fetchedAtOnce = 16;

const streamConfig = {
  name: stream,
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
  const online = watchConnection(connection, log);
  const client = jetstream(connection);
  const stops: (() => Promise<unknown>)[] = [];
  return {
    publish: async (event) => {
      if (!online()) throw new BusUnavailable('NATS is not connected');
      try {
        await client.publish(subjectOf(event.type), JSON.stringify(event), { msgID: event.id, timeout: 5_000 });
      } catch (error) {
        throw new BusUnavailable('NATS has not stored the event', { cause: error });
      }
    },
    subscribe: async (consumer, types, handler) => {
      for (const type of types) {
        const durable = `${consumer}__${type}`.replaceAll('.', '_');
        await ensureConsumer(manager, durable, subjectOf(type));
        stops.push(follow(await client.consumers.get(stream, durable), consumer, handler, log));
      }
    },
    close: async () => {
      await Promise.all(stops.map((stop) => stop()));
      // Flushes acknowledgements; a server that is gone must not hold up a stop.
      await Promise.race([connection.drain().catch(() => undefined), sleep(1_000, undefined, { ref: false })]);
      await connection.close();
    },
  };
}

async function open(url: string): Promise<{ connection: NatsConnection; manager: JetStreamManager }> {
  let connection: NatsConnection | undefined;
  try {
    connection = await connect({ servers: url, maxReconnectAttempts: -1, reconnectTimeWait: 500, name: 'cartograph' });
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
    await manager.streams.update(stream, streamConfig);
  }
}

async function ensureConsumer(manager: JetStreamManager, durable: string, subject: string): Promise<void> {
  const settings = { ack_wait: ackWait, filter_subject: subject };
  try {
    await manager.consumers.add(stream, { durable_name: durable, ack_policy: AckPolicy.Explicit, ...settings });
  } catch (error) {
    if (!(error instanceof JetStreamApiError)) throw error;
    await manager.consumers.update(stream, durable, settings);
  }
}

/** False from a lost connection to the next one. Without it, each publish would wait for its timeout. */
function watchConnection(connection: NatsConnection, log: Logger): () => boolean {
  let online = true;
  void (async () => {
    for await (const { type } of connection.status()) {
      if (type === 'disconnect') log.warn('NATS is gone, events wait');
      if (type === 'reconnect') log.info('NATS is back');
      if (type === 'disconnect' || type === 'reconnect') online = type === 'reconnect';
    }
  })();
  return () => online && !connection.isClosed();
}

/** Hands events to the handler one by one until stopped, through restarts of the server. */
function follow(consumer: Consumer, name: string, handler: EventHandler, log: Logger): () => Promise<void> {
  let stopped = false;
  let messages: Awaited<ReturnType<Consumer['consume']>> | undefined;
  const round = async (): Promise<void> => {
    messages = await consumer.consume({ max_messages: fetchedAtOnce });
    if (stopped) return void (await messages.close());
    for await (const message of messages) {
      // What was fetched and not begun goes to another replica now, not after its ack_wait.
      if (stopped) message.nak();
      else await take(message, name, handler, log);
    }
  };
  const ended = (async () => {
    while (!stopped) {
      try {
        await round();
      } catch (error) {
        log.warn({ err: error, consumer: name }, 'events cannot be fetched');
      }
      if (!stopped) await sleep(1_000, undefined, { ref: false });
    }
  })();
  return async () => {
    stopped = true;
    messages?.stop();
    await Promise.race([ended, sleep(2_000, undefined, { ref: false })]);
  };
}

async function take(message: JsMsg, consumer: string, handler: EventHandler, log: Logger): Promise<void> {
  try {
    // What an earlier release has published says neither.
    await handler({ sequence: null, history: false, ...message.json<Omit<DomainEvent, 'sequence' | 'history'>>() });
    message.ack();
  } catch (error) {
    log.warn({ err: error, consumer, subject: message.subject }, 'an event was not taken');
    message.nak(Math.min(30_000, 500 * 2 ** message.info.deliveryCount));
  }
}
