import { z } from 'zod';
import type { Database, Queryable } from './db.ts';
import { event } from './declare-event.ts';
import { takeOnce, writeEvents } from './outbox.ts';
import { forgetAnswers } from './personal-data-store.ts';
import type { ReadEvent } from './read-event.ts';

/** Rooms that keep something of a customer beside their id, and answer when it is asked for; customers itself is asked by nobody. */
export const personalDataRooms = ['orders', 'pricing', 'reviews'] as const;

/** Rooms that keep nothing of a customer but, at most, their id, and why: see docs/personal-data.md. */
export const roomsWithoutPersonalData: Readonly<Record<string, string>> = {
  products: 'goods only',
  inventory: 'goods only: what is held is held by the placement',
  payments: 'the id of the customer; cards stay with the provider',
  exchange: 'files of staff, each for a day',
};

/** Whose data is asked for, and what for. */
export interface PersonalDataRequest {
  requestId: string;
  kind: 'EXPORT' | 'ERASURE';
  customerId: string;
  email: string;
}

/** What a room does for its part, in the transaction of its answer. */
export interface PersonalDataPart {
  /** All that it keeps of them, for them to read. */
  collect(tx: Queryable, who: PersonalDataRequest): Promise<Readonly<Record<string, unknown>>>;
  /** Takes away all that says who they are; what is owed, paid and counted stays. Said twice it is the same. */
  erase(tx: Queryable, who: PersonalDataRequest): Promise<void>;
}

const answer = z
  .object({
    requestId: z.uuid().describe('The request.'),
    customerId: z.uuid().describe('Whose data.'),
    data: z.string().nullable().describe('What the room keeps of them, as JSON; null: it keeps nothing of them any more. Personal.'),
  })
  .describe('A room did its part for a customer who wants their data, or wants to be forgotten.');

/** Each room that keeps something of a customer declares its own among its events. */
export const personalDataAnsweredIn = (room: string) =>
  event(`${room}.personal_data_answered`, 1, answer, {
    key: 'customer id',
    sequenced: false,
    example: { requestId: '0198c0de-7a11-7000-8000-00000000000b', customerId: '0198c0de-7a11-7000-8000-000000000001', data: '{}' },
  });

/** Does a room's part once, and answers in the same transaction. A room that was away hears of it when it is back. */
export const onPersonalDataRequested =
  (db: Database, consumer: string, declared: ReturnType<typeof personalDataAnsweredIn>, part: PersonalDataPart) =>
  ({ id, data: who }: ReadEvent<PersonalDataRequest>): Promise<void> =>
    db.transaction(async (tx) => {
      if (!(await takeOnce(tx, consumer, id))) return;
      const { requestId, customerId } = who;
      const collected = who.kind === 'EXPORT' ? JSON.stringify(await part.collect(tx, who)) : null;
      if (who.kind === 'ERASURE') {
        await part.erase(tx, who);
        await forgetAnswers(tx, declared.type, customerId);
      }
      await writeEvents(tx, [declared.of(customerId, { requestId, customerId, data: collected })]);
    });
