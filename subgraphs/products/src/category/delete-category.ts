import { type Author, audited } from '@cartograph/kit/audit';
import type { Database } from '@cartograph/kit/db';
import { writeEvents } from '@cartograph/kit/outbox';
import { type NotFound, notFound, type StillInUse, stillInUse, type VersionConflict, versionConflict } from '@cartograph/kit/problems';
import { countRulesNaming, deleteCategoryRow, lockTree } from '#category/category-store';
import { treeOf } from '#category/rules/tree';
import { refreshMembers } from '#collection/membership-store';
import { again } from '#editing/again';
import { changeAudited } from '#events';

export interface DeleteCategoryCommand {
  id: string;
  expectedVersion: number;
}

export type DeleteCategoryOutcome = { kind: 'deleted'; id: string } | { kind: 'refused'; problem: NotFound | VersionConflict | StillInUse };

/** Takes a category away that no other stands in and no rule of a collection names; its products leave it, and tell so. */
export const deleteCategory = (db: Database, { id, expectedVersion }: DeleteCategoryCommand, by: Author): Promise<DeleteCategoryOutcome> =>
  again(db, async (tx) => {
    const tree = treeOf(await lockTree(tx));
    const category = tree.byId.get(id.toLowerCase());
    if (!category) return { kind: 'refused', problem: notFound('There is no such category.') };
    if (category.version !== expectedVersion) return { kind: 'refused', problem: versionConflict('category', category.version) };
    const children = tree.childrenOf(category.id).length;
    if (children > 0) return { kind: 'refused', problem: stillInUse('Other categories stand in this one: move them first.', children) };
    const rules = await countRulesNaming(tx, category.id);
    if (rules > 0)
      return { kind: 'refused', problem: stillInUse('Rules of collections name this category: change those collections first.', rules) };
    const { id: _id, version: _version, ...state } = category;
    await deleteCategoryRow(tx, category.id);
    await refreshMembers(tx, null, null);
    await writeEvents(
      tx,
      audited(changeAudited, by, { action: 'deleteCategory', entityType: 'Category', entityId: category.id, before: state, after: null }),
    );
    return { kind: 'deleted', id: category.id };
  });
