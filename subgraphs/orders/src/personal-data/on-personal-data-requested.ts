import type { Database } from '@cartograph/kit/db';
import { onPersonalDataRequested as answering, type PersonalDataPart } from '@cartograph/kit/personal-data';
import { personalDataAnswered } from '#events';
import { collectPerson, erasePerson } from '#personal-data/person-store';
import reads from './on-personal-data-requested.reads.json' with { type: 'json' };

export { reads };

const part: PersonalDataPart = { collect: collectPerson, erase: erasePerson };

/** What this room keeps of a customer is collected for them, or says no more who they are. */
export const onPersonalDataRequested = (db: Database) => answering(db, reads.consumer, personalDataAnswered, part);
