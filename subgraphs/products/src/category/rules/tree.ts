import type { Category } from '#rules/product';

export const maxDepth = 10;
/** A menu, not a catalogue: a shop with more categories than this needs paging. */
export const maxCategories = 1_000;

type Node = Pick<Category, 'id' | 'parentId'>;

/** A tree of categories, each under its parent, in their order. */
export interface Tree<One extends Node = Category> {
  readonly byId: ReadonlyMap<string, One>;
  readonly childrenOf: (id: string | null) => readonly One[];
  /** From the top; without itself. */
  readonly ancestorsOf: (id: string) => readonly One[];
  /** As a tree reads: each before what stands in it. */
  readonly inOrder: () => One[];
}

/** `all` in the order in which siblings stand. What hangs on itself is left out of reading. */
export function treeOf<One extends Node>(all: readonly One[]): Tree<One> {
  const byId = new Map(all.map((one) => [one.id, one]));
  const children = Map.groupBy(all, ({ parentId }) => parentId);
  const childrenOf = (id: string | null): readonly One[] => children.get(id) ?? [];
  const ancestorsOf = (id: string): readonly One[] => {
    const above: One[] = [];
    for (let at = byId.get(id)?.parentId ?? null; at !== null && above.length <= all.length; at = byId.get(at)?.parentId ?? null) {
      const one = byId.get(at);
      if (one) above.unshift(one);
    }
    return above;
  };
  const below = (id: string | null): One[] => childrenOf(id).flatMap((one) => [one, ...below(one.id)]);
  return { byId, childrenOf, ancestorsOf, inOrder: () => below(null) };
}

/** How many levels hang on it, itself included. */
const heightOf = (tree: Tree<Node>, id: string): number => 1 + Math.max(0, ...tree.childrenOf(id).map((child) => heightOf(tree, child.id)));

/** Why the category `id` (undefined: a new one) cannot stand under `parentId`. */
export function placeFault(tree: Tree<Node>, id: string | undefined, parentId: string | null): string | undefined {
  if (parentId === null) return undefined;
  if (!tree.byId.has(parentId)) return 'There is no such category.';
  const above = [...tree.ancestorsOf(parentId).map((one) => one.id), parentId];
  if (id !== undefined && above.includes(id)) return 'A category cannot stand in itself or below itself.';
  const height = id === undefined ? 1 : heightOf(tree, id);
  return above.length + height > maxDepth ? `Categories stand at most ${maxDepth} deep.` : undefined;
}
