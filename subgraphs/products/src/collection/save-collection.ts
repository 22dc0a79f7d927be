import { type Author, audited } from '@cartograph/kit/audit';
import type { Database, Queryable } from '@cartograph/kit/db';
import { isUuid, uuidv7 } from '@cartograph/kit/ids';
import { writeEvents } from '@cartograph/kit/outbox';
import {
  type AlreadyExists,
  fieldProblem,
  type InvalidInput,
  invalidFields,
  type NotFound,
  notFound,
  type VersionConflict,
  versionConflict,
  versionNeeded,
} from '@cartograph/kit/problems';
import { pictureFault } from '#category/rules/save-category';
import { countVersions, findKnownProducts, lockCollection, upsertCollection } from '#collection/collection-store';
import { refreshMembers, replaceByHand } from '#collection/membership-store';
import { collectionFaults, collectionOf, maxByHand, maxCollections, type SaveCollectionCommand } from '#collection/rules/save-collection';
import { loadTranslations } from '#details-store';
import { again } from '#editing/again';
import { translationsOf } from '#editing/rules/read-translations';
import { changeAudited } from '#events';
import { loadMediaOf, lockPictures, replacePictures } from '#media/media-store';
import { findTakenSlug, replaceNames } from '#names-store';
import type { Collection } from '#rules/collection';
import type { Translation } from '#rules/translation';
import { alone } from '#shelves-store';
import { askForMembers } from '#telling/telling-store';

type Refusal = InvalidInput | AlreadyExists | NotFound | VersionConflict;

export type SaveCollectionOutcome = { kind: 'saved'; id: string } | { kind: 'refused'; problem: Refusal };

/** A new collection, or the whole state of one: by rules, which hold from then on, or of products by hand, in their order. */
export const saveCollection = (db: Database, command: SaveCollectionCommand, by: Author): Promise<SaveCollectionOutcome> =>
  again(db, (tx) => save(tx, command, by));

async function save(tx: Queryable, command: SaveCollectionCommand, by: Author): Promise<SaveCollectionOutcome> {
  await alone(tx);
  const given = command.id == null ? undefined : command.id.toLowerCase();
  const { before, productIds: stood, count } = await lockCollection(tx, given !== undefined && isUuid(given) ? given : undefined);
  const wanted = (command.productIds ?? []).map((id) => id.toLowerCase());
  const known = await findKnownProducts(tx, wanted.slice(0, maxByHand).filter(isUuid));
  const mediaId = command.mediaId?.toLowerCase() ?? null;
  const pictures = await lockPictures(tx, mediaId !== null && isUuid(mediaId) ? [mediaId] : []);
  const problem = refusalOf(command, before, { known, pictures, count });
  if (problem) return { kind: 'refused', problem };
  const after = collectionOf(command, before?.id ?? uuidv7(), (before?.version ?? 0) + 1);
  const translations = translationsOf(command.translations ?? null);
  const taken = await findTakenSlug(tx, 'COLLECTION', { ...after, translations });
  if (taken) return { kind: 'refused', problem: taken };
  const [picture] = before ? await loadMediaOf(tx, 'COLLECTION', [before.id]) : [];
  const texts = before ? (await loadTranslations(tx, [before.id])).map(({ one }) => one) : [];
  const entry = audited(changeAudited, by, {
    action: 'saveCollection',
    entityType: 'Collection',
    entityId: after.id,
    before: before ? { ...shown(before, texts, stood), mediaId: picture?.id ?? null } : null,
    after: { ...shown(after, translations, wanted), mediaId },
  });
  if (entry.length === 0) return { kind: 'saved', id: after.id };
  await upsertCollection(tx, after);
  await replaceNames(tx, 'COLLECTION', [{ id: after.id, translations }]);
  if (mediaId !== (picture?.id ?? null))
    await replacePictures(tx, 'COLLECTION', [{ id: after.id, ids: mediaId === null ? [] : [mediaId] }]);
  await fill(tx, after, { stood, wanted });
  if (before && before.slug !== after.slug) await askForMembers(tx, after.id);
  await writeEvents(tx, entry);
  return { kind: 'saved', id: after.id };
}

async function fill(tx: Queryable, { id, rules }: Collection, { stood, wanted }: { stood: readonly string[]; wanted: readonly string[] }) {
  if (rules === null) await replaceByHand(tx, id, wanted);
  else await refreshMembers(tx, [id], null);
  // Who edits such a product says which collections it is in, and must not say it of a list that is old.
  const moved = [...stood.filter((one) => !wanted.includes(one)), ...wanted.filter((one) => !stood.includes(one))];
  await countVersions(tx, moved);
}

const shown = (
  { id: _id, version: _version, ...state }: Collection,
  translations: readonly Translation[],
  productIds: readonly string[],
) => ({
  ...state,
  translations,
  ...(state.rules === null ? { productIds } : {}),
});

function refusalOf(
  command: SaveCollectionCommand,
  before: Collection | undefined,
  { known, pictures, count }: { known: ReadonlySet<string>; pictures: ReadonlyMap<string, unknown>; count: number },
): Refusal | undefined {
  if (command.id != null && !before) return notFound('There is no such collection.');
  const unversioned = versionNeeded(command.id, command.expectedVersion);
  if (before && unversioned.length === 0 && before.version !== command.expectedVersion)
    return versionConflict('collection', before.version);
  const tooMany = !before && count >= maxCollections ? [fieldProblem(['slug'], `A shop has at most ${maxCollections} collections.`)] : [];
  return invalidFields([...unversioned, ...collectionFaults(command, known), ...pictureFault(command, pictures), ...tooMany]);
}
