import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maxDepth, placeFault, treeOf } from '#category/rules/tree';

const chain = (length: number) => Array.from({ length }, (_, i) => ({ id: `c${i}`, parentId: i === 0 ? null : `c${i - 1}` }));

test('ten categories stand within each other, and no eleventh', () => {
  expect(placeFault(treeOf(chain(9)), undefined, 'c8')).toBeUndefined();
  expect(placeFault(treeOf(chain(10)), undefined, 'c9')).toContain('10 deep');
});

test('what hangs on a category moves with it, and counts', () => {
  const tree = treeOf([...chain(6), ...chain(5).map(({ id, parentId }) => ({ id: `d${id}`, parentId: parentId && `d${parentId}` }))]);
  expect(placeFault(tree, 'dc0', 'c4')).toBeUndefined();
  expect(placeFault(tree, 'dc0', 'c5')).toContain('10 deep');
});

test('a category cannot stand in itself or below itself', () => {
  expect(placeFault(treeOf(chain(3)), 'c0', 'c2')).toContain('itself');
  expect(placeFault(treeOf(chain(3)), 'c1', 'c1')).toContain('itself');
  expect(placeFault(treeOf(chain(3)), 'c2', 'c0')).toBeUndefined();
});

test('whatever is moved where, there is never a cycle and nothing is too deep; without the look there is', () => {
  const moves = fc.array(fc.tuple(fc.nat(14), fc.option(fc.nat(14))), { minLength: 1, maxLength: 60 });
  const after = (list: [number, number | null][], looks: boolean) => {
    let nodes = Array.from({ length: 15 }, (_, i) => ({ id: `n${i}`, parentId: null as string | null }));
    for (const [what, where] of list) {
      const parentId = where === null ? null : `n${where}`;
      if (!looks || placeFault(treeOf(nodes), `n${what}`, parentId) === undefined)
        nodes = nodes.map((node) => (node.id === `n${what}` ? { ...node, parentId } : node));
    }
    const tree = treeOf(nodes);
    return tree.inOrder().length === 15 && nodes.every(({ id }) => tree.ancestorsOf(id).length < maxDepth);
  };
  fc.assert(fc.property(moves, (list) => after(list, true)));
  expect(() => fc.assert(fc.property(moves, (list) => after(list, false)))).toThrow();
});
