import { type Author, audited } from '@cartograph/kit/audit';
import type { Database, Queryable } from '@cartograph/kit/db';
import { uuidv7 } from '@cartograph/kit/ids';
import { writeEvents } from '@cartograph/kit/outbox';
import { type GivenAddress, prepareAddresses, readAddress } from '@cartograph/kit/people/address';
import {
  type AlreadyExists,
  alreadyExists,
  type InvalidInput,
  invalidFields,
  invalidInput,
  isStorableText,
  type NotFound,
  notFound,
  type StillInUse,
  stillInUse,
  type VersionConflict,
  versionConflict,
  versionNeeded,
} from '@cartograph/kit/problems';
import { changeAudited } from '#events';
import { insertLocation, lockForSaving, updateLocation } from '#location/saving-store';
import { type Location, type LocationState, locationFaults, maxLocations, sameLocation, stateOf } from '#rules/location';

export interface SaveLocationCommand extends Omit<LocationState, 'address'> {
  /** As staff gave it. */
  readonly address: GivenAddress | null;
  /** Null: a new one. */
  readonly id: string | null;
  readonly expectedVersion: number | null;
}

export type SaveLocationOutcome =
  | { kind: 'saved'; location: Location }
  | { kind: 'refused'; problem: StillInUse | VersionConflict | AlreadyExists | NotFound | InvalidInput };

/** Opens a location, or replaces the whole state of one. It closes only when nothing lies there and nothing is on its way there. */
export async function saveLocation(db: Database, command: SaveLocationCommand, by: Author): Promise<SaveLocationOutcome> {
  await prepareAddresses([command.address]);
  const read = command.address && readAddress(command.address, ['address']);
  const { id, expectedVersion } = command;
  const problem = invalidFields([
    ...versionNeeded(id, expectedVersion),
    ...locationFaults(command),
    ...(read?.kind === 'refused' ? read.fields : []),
  ]);
  if (problem) return refused(problem);
  const state = stateOf({ ...command, address: read?.kind === 'address' ? read.address : null });
  if (id === null || expectedVersion === null) return db.transaction((tx) => open(tx, state, by));
  if (!isStorableText(id)) return refused(notFound('There is no such location.'));
  return db.transaction((tx) => replace(tx, id, expectedVersion, state, by));
}

const refused = (problem: Extract<SaveLocationOutcome, { kind: 'refused' }>['problem']): SaveLocationOutcome => ({
  kind: 'refused',
  problem,
});

async function open(tx: Queryable, state: LocationState, by: Author): Promise<SaveLocationOutcome> {
  const { codeOf, count } = await lockForSaving(tx, null, state.code);
  if (codeOf !== null) return refused(codeTaken(state.code, codeOf));
  if (count >= maxLocations) return refused(invalidInput([], `A shop has at most ${maxLocations} locations.`));
  const location = { id: uuidv7(), ...state, version: 1 };
  await insertLocation(tx, location.id, state);
  await writeAudit(tx, by, location.id, null, state);
  return { kind: 'saved', location };
}

async function replace(tx: Queryable, id: string, expectedVersion: number, state: LocationState, by: Author): Promise<SaveLocationOutcome> {
  const { found, codeOf, uses } = await lockForSaving(tx, id, state.code);
  if (!found) return refused(notFound('There is no such location.'));
  if (sameLocation(found, state)) return { kind: 'saved', location: found };
  if (found.version !== expectedVersion) return refused(versionConflict('location', found.version));
  if (codeOf !== null && codeOf !== id) return refused(codeTaken(state.code, codeOf));
  if (!state.active && uses > 0)
    return refused(stillInUse(`${found.name} has goods of ${uses} SKUs, or they are on their way there.`, uses));
  await updateLocation(tx, id, expectedVersion, state);
  await writeAudit(tx, by, id, stateOf(found), state);
  return { kind: 'saved', location: { id, ...state, version: expectedVersion + 1 } };
}

const codeTaken = (code: string, id: string) => alreadyExists(['code'], `Another location has the code ${code}.`, id);

const writeAudit = (tx: Queryable, by: Author, entityId: string, before: LocationState | null, after: LocationState): Promise<void> =>
  writeEvents(
    tx,
    audited(changeAudited, by, { action: 'saveLocation', entityType: 'Location', entityId, before: { ...before }, after: { ...after } }),
  );
