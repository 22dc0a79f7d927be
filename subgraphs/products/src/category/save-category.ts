import { type Author, audited } from '@cartograph/kit/audit';
import type { Database, Queryable } from '@cartograph/kit/db';
import { isUuid, uuidv7 } from '@cartograph/kit/ids';
import { writeEvents } from '@cartograph/kit/outbox';
import {
  type AlreadyExists,
  type InvalidInput,
  invalidFields,
  type NotFound,
  notFound,
  type VersionConflict,
  versionConflict,
  versionNeeded,
} from '@cartograph/kit/problems';
import { lockTree, upsertCategory } from '#category/category-store';
import { categoryFaults, categoryOf, pictureFault, type SaveCategoryCommand } from '#category/rules/save-category';
import { treeOf } from '#category/rules/tree';
import { refreshMembers } from '#collection/membership-store';
import { loadTranslations } from '#details-store';
import { again } from '#editing/again';
import { translationsOf } from '#editing/rules/read-translations';
import { changeAudited } from '#events';
import { loadMediaOf, lockPictures, replacePictures } from '#media/media-store';
import { findTakenSlug, replaceNames } from '#names-store';
import type { Category } from '#rules/product';
import type { Translation } from '#rules/translation';
import { askForSubtree } from '#telling/telling-store';

export type SaveCategoryOutcome =
  | { kind: 'saved'; id: string }
  | { kind: 'refused'; problem: InvalidInput | AlreadyExists | NotFound | VersionConflict };

/**
 * A new category, or the whole state of one in place of what stood there, its place in the tree included. Who changes the tree does so one after
 * the other, so that two moves at once make no cycle. Said again, it changes nothing but for the version that was expected.
 */
export const saveCategory = (db: Database, command: SaveCategoryCommand, by: Author): Promise<SaveCategoryOutcome> =>
  again(db, (tx) => save(tx, command, by));

const refused = (problem: InvalidInput | AlreadyExists | NotFound | VersionConflict): SaveCategoryOutcome => ({ kind: 'refused', problem });

/** Rules know a category by its slug in any language, events by its own; what stands below it is told with it. */
async function tellOfMove(
  tx: Queryable,
  { before, after, slugs }: { before: Category; after: Category; slugs: readonly (readonly Translation[])[] },
): Promise<void> {
  const moved = before.slug !== after.slug || before.parentId !== after.parentId;
  const [stood, stands] = slugs.map((texts) => texts.map(({ slug }) => slug).join());
  if (moved || stood !== stands) await refreshMembers(tx, null, null);
  if (moved) await askForSubtree(tx, after.id);
}

async function save(tx: Queryable, command: SaveCategoryCommand, by: Author): Promise<SaveCategoryOutcome> {
  const tree = treeOf(await lockTree(tx));
  const given = command.id?.toLowerCase();
  const before = given === undefined ? undefined : tree.byId.get(given);
  if (given !== undefined && !before) return refused(notFound('There is no such category.'));
  const unversioned = versionNeeded(command.id, command.expectedVersion);
  if (before && unversioned.length === 0 && command.expectedVersion !== before.version)
    return refused(versionConflict('category', before.version));
  const mediaId = command.mediaId?.toLowerCase() ?? null;
  const pictures = await lockPictures(tx, mediaId !== null && isUuid(mediaId) ? [mediaId] : []);
  const invalid = invalidFields([...unversioned, ...categoryFaults({ ...command, id: given }, tree), ...pictureFault(command, pictures)]);
  if (invalid) return refused(invalid);
  const after = categoryOf(command, before?.id ?? uuidv7(), tree);
  const translations = translationsOf(command.translations ?? null);
  const taken = await findTakenSlug(tx, 'CATEGORY', { ...after, translations });
  if (taken) return refused(taken);
  const stood = before ? (await loadTranslations(tx, [before.id])).map(({ one }) => one) : [];
  const [picture] = before ? await loadMediaOf(tx, 'CATEGORY', [before.id]) : [];
  const shown = (category: Category, texts: readonly Translation[], media: string | null) => {
    const { id: _id, version: _version, ...state } = category;
    return { ...state, translations: texts, mediaId: media };
  };
  const entry = audited(changeAudited, by, {
    action: 'saveCategory',
    entityType: 'Category',
    entityId: after.id,
    before: before ? shown(before, stood, picture?.id ?? null) : null,
    after: shown(after, translations, mediaId),
  });
  if (entry.length === 0) return { kind: 'saved', id: after.id };
  await upsertCategory(tx, after);
  await replaceNames(tx, 'CATEGORY', [{ id: after.id, translations }]);
  if (mediaId !== (picture?.id ?? null)) await replacePictures(tx, 'CATEGORY', [{ id: after.id, ids: mediaId === null ? [] : [mediaId] }]);
  await writeEvents(tx, entry);
  if (before) await tellOfMove(tx, { before, after, slugs: [stood, translations] });
  return { kind: 'saved', id: after.id };
}
