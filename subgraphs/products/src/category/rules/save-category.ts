import { type FieldProblem, fieldProblem } from '@cartograph/kit/problems';
import { maxCategories, placeFault, type Tree } from '#category/rules/tree';
import { under } from '#editing/rules/ground';
import type { SeoInput, TranslationInput } from '#editing/rules/input';
import { translationFaults } from '#editing/rules/read-translations';
import { slugFaults } from '#editing/rules/slug';
import { maxDescription, seoFaults, textFaults } from '#editing/rules/text';
import type { Category } from '#rules/product';

export interface SaveCategoryCommand {
  id?: string | null | undefined;
  expectedVersion?: number | null | undefined;
  slug: string;
  name: string;
  description?: string | null | undefined;
  parentId?: string | null | undefined;
  position?: number | null | undefined;
  mediaId?: string | null | undefined;
  seo?: SeoInput | null | undefined;
  translations?: readonly TranslationInput[] | null | undefined;
}

/** `known`: pictures that are there. */
export const pictureFault = ({ mediaId }: Pick<SaveCategoryCommand, 'mediaId'>, known: ReadonlyMap<string, unknown>): FieldProblem[] =>
  mediaId == null || known.has(mediaId.toLowerCase()) ? [] : [fieldProblem(['mediaId'], 'There is no picture with this id.')];

export const maxName = 200;
const maxPosition = 1_000_000;

/** Every field that is wrong, by itself or in this tree. */
export function categoryFaults(command: SaveCategoryCommand, tree: Tree): FieldProblem[] {
  const { id, slug, name, description, parentId, position, seo, translations } = command;
  const at = under();
  const place = placeFault(tree, id ?? undefined, parentId?.toLowerCase() ?? null);
  return [
    ...slugFaults(at('slug'), slug),
    ...textFaults(at('name'), name, { min: 1, max: maxName }),
    ...textFaults(at('description'), description, { max: maxDescription, lines: true }),
    ...(place === undefined ? [] : [fieldProblem(at('parentId'), place)]),
    ...(position != null && (position < 0 || position > maxPosition)
      ? [fieldProblem(at('position'), `position must be from 0 to ${maxPosition}.`)]
      : []),
    ...seoFaults(seo, at),
    ...translationFaults(translations, at),
    ...(id == null && tree.byId.size >= maxCategories ? [fieldProblem(at(), `A shop has at most ${maxCategories} categories.`)] : []),
  ];
}

/** As it will stand: at the end of its siblings, where no place is said and it had none there. */
export function categoryOf(command: SaveCategoryCommand, id: string, tree: Tree): Category {
  const before = tree.byId.get(id);
  const parentId = command.parentId?.toLowerCase() ?? null;
  const last = Math.max(-1, ...tree.childrenOf(parentId).map(({ position }) => position));
  return {
    id,
    slug: command.slug,
    name: command.name.trim(),
    version: (before?.version ?? 0) + 1,
    description: command.description?.trim() || null,
    parentId,
    position: command.position ?? (before && before.parentId === parentId ? before.position : last + 1),
    seoTitle: command.seo?.title?.trim() || null,
    seoDescription: command.seo?.description?.trim() || null,
  };
}
