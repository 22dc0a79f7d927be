import { AckPolicy, jetstream, jetstreamManager, RetentionPolicy, StorageType } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import type { DomainEvent, EventBus } from './event.ts';
import type { Logger } from './log.ts';

const stream = 'CARTOGRAPH';
const subjectOf = (type: string): string => `cartograph.${type}`;

/** Events over NATS JetStream: message id = outbox id (the server drops repeats for 10 min), one durable consumer a name. */
export async function openNatsEventBus(url: string, log: Logger): Promise<EventBus> {
  const connection = await connect({ servers: url, maxReconnectAttempts: -1, name: 'cartograph' });
  const manager = await jetstreamManager(connection);
  await manager.streams.add({
    name: stream,
    subjects: ['cartograph.>'],
    storage: StorageType.File,
    retention: RetentionPolicy.Limits,
    max_age: 14 * 86_400 * 1e9,
    duplicate_window: 600 * 1e9,
  });
  const client = jetstream(connection);
  const stops: (() => Promise<unknown>)[] = [];
  return {
    publish: async (event) => {
      await client.publish(subjectOf(event.type), JSON.stringify(event), { msgID: event.id, timeout: 5_000 });
    },
    subscribe: async (consumer, types, handler) => {
      const durable = consumer.replaceAll('.', '_');
      await manager.consumers.add(stream, {
        durable_name: durable,
        ack_policy: AckPolicy.Explicit,
        filter_subjects: types.map(subjectOf),
        ack_wait: 30 * 1e9,
      });
      const messages = await (await client.consumers.get(stream, durable)).consume({ max_messages: 64 });
      stops.push(() => messages.close());
      void (async () => {
        for await (const message of messages) {
          try {
            await handler(message.json<DomainEvent>());
            message.ack();
          } catch (error) {
            log.warn({ err: error, consumer, subject: message.subject }, 'an event was not taken');
            message.nak(Math.min(30_000, 500 * 2 ** message.info.deliveryCount));
          }
        }
      })();
    },
    close: async () => {
      await Promise.all(stops.map((stop) => stop()));
      await connection.drain();
    },
  };
}
