import { type Author, audited } from '@cartograph/kit/audit';
import type { Database, Queryable } from '@cartograph/kit/db';
import { isUuid } from '@cartograph/kit/ids';
import { writeEvents } from '@cartograph/kit/outbox';
import {
  type AlreadyExists,
  alreadyExists,
  type InvalidInput,
  invalidInput,
  type NotFound,
  notFound,
  type VersionConflict,
  versionConflict,
} from '@cartograph/kit/problems';
import { changeAudited } from '#events';
import { countGroups, findGroupByCode, insertGroup, lockGroup, lockGroups, renameGroup } from '#groups/group-store';
import { type CustomerGroup, type GivenGroup, maxGroups, readGroup, type SaveGroup } from '#groups/rules/group';

export type SaveGroupOutcome =
  | { kind: 'saved'; group: CustomerGroup }
  | { kind: 'refused'; problem: AlreadyExists | InvalidInput | NotFound | VersionConflict };

/** A new group, or another name for one; what stands already is no change, and no conflict. */
export async function saveGroup(db: Database, given: GivenGroup, by: Author): Promise<SaveGroupOutcome> {
  const save = readGroup(given);
  if (save.kind === 'invalid') return { kind: 'refused', problem: save.problem };
  return db.transaction((tx) => (save.kind === 'create' ? create(tx, save, by) : replace(tx, save, by)));
}

async function create(tx: Queryable, { code, name }: Extract<SaveGroup, { kind: 'create' }>, by: Author): Promise<SaveGroupOutcome> {
  await lockGroups(tx);
  const taken = await findGroupByCode(tx, code);
  if (taken) return { kind: 'refused', problem: alreadyExists(['code'], `There is a group ${taken.code} already.`, taken.id) };
  if ((await countGroups(tx)) >= maxGroups)
    return { kind: 'refused', problem: invalidInput([], `There are at most ${maxGroups} groups: give one of them another name.`) };
  const group = await insertGroup(tx, code, name);
  await tell(tx, group, null, by);
  return { kind: 'saved', group };
}

async function replace(tx: Queryable, save: Extract<SaveGroup, { kind: 'replace' }>, by: Author): Promise<SaveGroupOutcome> {
  const found = isUuid(save.id) ? await lockGroup(tx, save.id) : undefined;
  if (!found) return { kind: 'refused', problem: notFound('There is no such group.') };
  if (save.code !== found.code)
    return {
      kind: 'refused',
      problem: invalidInput(['code'], 'code never changes: prices and promotions know the group by it.', [found.code]),
    };
  if (save.name === found.name) return { kind: 'saved', group: found };
  if (save.expectedVersion !== found.version) return { kind: 'refused', problem: versionConflict('group', found.version) };
  const group = await renameGroup(tx, found.id, save.name);
  await tell(tx, group, found, by);
  return { kind: 'saved', group };
}

const tell = (tx: Queryable, { id, code, name }: CustomerGroup, before: CustomerGroup | null, by: Author): Promise<void> =>
  writeEvents(
    tx,
    audited(changeAudited, by, {
      action: 'saveCustomerGroup',
      entityType: 'CustomerGroup',
      entityId: id,
      before: before && { code: before.code, name: before.name },
      after: { code, name },
    }),
  );
