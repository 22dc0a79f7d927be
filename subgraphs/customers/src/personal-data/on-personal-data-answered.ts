import type { Database } from '@cartograph/kit/db';
import { takeOnce } from '@cartograph/kit/outbox';
import type { ReadEvent } from '@cartograph/kit/read-event';
import type { OnPersonalDataAnswered } from '#generated/events';
import { finishRequest } from '#personal-data/finish-request';
import { takeAnswer } from '#personal-data/request-store';
import reads from './on-personal-data-answered.reads.json' with { type: 'json' };

export { reads };

/** A room did its part; the last one ends the request. */
export const onPersonalDataAnswered =
  (db: Database) =>
  ({ id, type, data: { requestId, data } }: ReadEvent<OnPersonalDataAnswered>): Promise<void> =>
    db.transaction(async (tx) => {
      if (!(await takeOnce(tx, reads.consumer, id))) return;
      const request = await takeAnswer(tx, requestId, type.slice(0, type.indexOf('.')), data);
      if (request && request.roomsLeft.length === 0) await finishRequest(tx, request);
    });
