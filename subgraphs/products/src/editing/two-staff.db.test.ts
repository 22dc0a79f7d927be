import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { openShop } from '#testing/shop';
import { made, type Staff, staffOf } from '#testing/staff';

let shop: Staff;

beforeAll(async () => {
  shop = staffOf(await openShop());
});

const edits = fc.oneof(
  fc.record({ title: fc.constantFrom('One', 'Two', 'Three') }),
  fc.record({ tags: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 }) }),
  fc.record({ description: fc.constantFrom('Short', null) }),
  fc.record({ variants: fc.tuple(fc.record({ weightGrams: fc.integer({ min: 1, max: 3 }) })) }),
);

interface Edit {
  title?: string;
  tags?: string[];
  description?: string | null;
  variants?: [{ weightGrams: number }];
}

/** What an edit leaves of what stood there. */
const after = (stood: Seen, { variants, ...rest }: Edit): Seen => ({
  ...stood,
  ...rest,
  ...(variants ? { weightGrams: variants[0].weightGrams } : {}),
});

interface Seen {
  title: string;
  tags: string[];
  description: string | null;
  weightGrams: number | null;
}

/**
 * Two staff read, then both write at once, round after round. Whoever wrote what they had read is done or told of the other; what stands is all
 * that was done, in one order.
 */
async function play(rounds: readonly [Edit, Edit][], expects: (version: number) => number): Promise<boolean> {
  const sku = `S-${randomUUID()}`;
  const product = await made(shop.create({ title: 'One', slug: sku.toLowerCase(), variants: [{ sku, weightGrams: 1 }] }));
  let stands: Seen = { title: 'One', tags: [], description: null, weightGrams: 1 };
  let version = 1;
  for (const round of rounds) {
    const answers = await Promise.all(
      round.map(({ variants, ...rest }) =>
        shop.update(product.id, expects(version), { ...rest, ...(variants ? { variants: [{ sku, ...variants[0] }] } : {}) }),
      ),
    );
    const done = round.filter((_edit, index) => answers[index]?.__typename === 'ProductUpdated');
    const told = answers.filter(({ code }) => code === 'VERSION_CONFLICT');
    if (done.length + told.length !== 2) return false;
    const changing = done.filter((edit) => JSON.stringify(after(stands, edit)) !== JSON.stringify(stands));
    // Both are done only where at most one of them changed anything.
    if (changing.length > 1) return false;
    for (const edit of changing) stands = after(stands, edit);
    version += changing.length;
    const now = await shop.read(product.id);
    const [variant] = now.variants;
    const seen = {
      title: now.title,
      tags: now['tags'],
      description: now['description'],
      weightGrams: variant && 'weightGrams' in variant ? variant.weightGrams : null,
    };
    if (now.version !== version || JSON.stringify(seen) !== JSON.stringify(stands)) return false;
  }
  return true;
}

const rounds = fc.array(fc.tuple(edits, edits) as fc.Arbitrary<[Edit, Edit]>, { minLength: 1, maxLength: 4 });

test('whatever two staff change at once, no change is lost, and each is told of the other', async () => {
  await fc.assert(
    fc.asyncProperty(rounds, (list) => play(list, (version) => version)),
    { numRuns: 12 },
  );
}, 180_000);

test('who would not be held to the version they read would lose changes', async () => {
  // As if nobody were held to a version: each is read anew by whoever is refused, and written over.
  const overwriting = async (list: readonly [Edit, Edit][]): Promise<boolean> => {
    const product = await made(shop.create({ title: 'One', variants: [{ sku: `S-${randomUUID()}` }] }));
    for (const [mine, theirs] of list) {
      const read = await shop.read(product.id);
      await made(shop.update(product.id, read.version, { title: theirs.title ?? 'Theirs' }));
      const latest = await shop.read(product.id);
      await made(shop.update(product.id, latest.version, { title: mine.title ?? read.title }));
      if ((await shop.read(product.id)).title !== (theirs.title ?? 'Theirs')) return false;
    }
    return true;
  };
  await expect(fc.assert(fc.asyncProperty(rounds, overwriting), { numRuns: 10 })).rejects.toThrow();
}, 180_000);
