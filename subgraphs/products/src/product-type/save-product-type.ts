import { type Author, audited } from '@cartograph/kit/audit';
import type { Database, Queryable } from '@cartograph/kit/db';
import { uuidv7 } from '@cartograph/kit/ids';
import { writeEvents } from '@cartograph/kit/outbox';
import {
  type AlreadyExists,
  alreadyExists,
  type InvalidInput,
  invalidFields,
  invalidInput,
  type NotFound,
  notFound,
  type StillInUse,
  stillInUse,
  type VersionConflict,
  versionConflict,
  versionNeeded,
} from '@cartograph/kit/problems';
import { changeAudited } from '#events';
import { countSaying, lockProductTypes, upsertProductType } from '#product-type/product-type-store';
import {
  forbiddenBy,
  maxTypes,
  productTypeFaults,
  productTypeOf,
  type SaveProductTypeCommand,
} from '#product-type/rules/save-product-type';
import type { ProductType } from '#rules/attribute';

export type SaveProductTypeOutcome =
  | { kind: 'saved'; id: string }
  | { kind: 'refused'; problem: InvalidInput | AlreadyExists | NotFound | VersionConflict | StillInUse };

/** A new type of products, or the whole state of one. What products say already is not taken from them: StillInUse. */
export const saveProductType = (db: Database, command: SaveProductTypeCommand, by: Author): Promise<SaveProductTypeOutcome> =>
  db.transaction(async (tx) => {
    const types = await lockProductTypes(tx);
    const before = types.find(({ id }) => id === command.id?.toLowerCase());
    const problem = refusalOf(command, before, types);
    if (problem) return { kind: 'refused', problem };
    const after = productTypeOf(command, before?.id ?? uuidv7(), (before?.version ?? 0) + 1);
    const uses = before ? await usesOf(tx, before, after) : 0;
    if (uses > 0) return { kind: 'refused', problem: stillInUse('Products say what would be taken away: change them first.', uses) };
    const entry = audited(changeAudited, by, {
      action: 'saveProductType',
      entityType: 'ProductType',
      entityId: after.id,
      before: before ? shown(before) : null,
      after: shown(after),
    });
    if (entry.length > 0) {
      await upsertProductType(tx, after);
      await writeEvents(tx, entry);
    }
    return { kind: 'saved', id: after.id };
  });

const shown = ({ code, name, attributes }: ProductType) => ({ code, name, attributes });

async function usesOf(tx: Queryable, before: ProductType, after: ProductType): Promise<number> {
  const forbidden = forbiddenBy(before, after);
  return forbidden.length === 0 ? 0 : countSaying(tx, before.id, forbidden);
}

function refusalOf(command: SaveProductTypeCommand, before: ProductType | undefined, types: readonly ProductType[]) {
  if (command.id != null && !before) return notFound('There is no such product type.');
  const unversioned = versionNeeded(command.id, command.expectedVersion);
  if (before && unversioned.length === 0 && before.version !== command.expectedVersion)
    return versionConflict('product type', before.version);
  const invalid = invalidFields([...unversioned, ...productTypeFaults(command)]);
  if (invalid) return invalid;
  if (before && before.code !== command.code)
    return invalidInput(['code'], 'code stays as it is: imports, filters and collections know the type by it.', [before.code]);
  if (!before && types.length >= maxTypes) return invalidInput(['code'], `A shop has at most ${maxTypes} product types.`);
  const taken = types.find(({ id, code }) => code === command.code && id !== before?.id);
  return taken && alreadyExists(['code'], `Another product type has the code ${command.code}.`, taken.id);
}
