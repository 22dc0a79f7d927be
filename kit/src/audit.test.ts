import { describe, expect, it } from 'vitest';
import { audited, authorOf, changeAuditedIn, changesOf } from './audit.ts';

const declared = changeAuditedIn('products');
const ann = authorOf({ kind: 'customer', customerId: 'c1', email: 'ann@shop.test', roles: ['staff'], client: '192.0.2.7' }, 'r1');

describe('the log of what staff wrote', () => {
  it('tells who, from where, what stood there and what stands there now', () => {
    const change = { action: 'updateProduct', entityType: 'Product', entityId: 'p1', before: { title: 'Mug' }, after: { title: 'Cup' } };
    const [entry] = audited(declared, ann, change);
    expect(entry).toMatchObject({
      type: 'products.change_audited',
      key: 'p1',
      data: { actorId: 'c1', client: '192.0.2.7', requestId: 'r1' },
    });
    expect(declared.schema.parse(entry?.data).changes).toEqual([{ field: 'title', before: 'Mug', after: 'Cup' }]);
  });

  it('has no entry for a repeat that changed nothing, in whatever order its fields stand', () => {
    const change = { action: 'a', entityType: 'T', entityId: '1', before: { seo: { a: 1, b: 2 } }, after: { seo: { b: 2, a: 1 } } };
    expect(audited(declared, ann, change)).toEqual([]);
  });

  it('keeps a bounded text of each value and a bounded number of fields', () => {
    const long = changesOf({}, { text: 'x'.repeat(5_000), amount: 12n });
    expect(long.map(({ after }) => after?.length)).toEqual([2, 1_000]);
    const many = changesOf({}, Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`f${index}`, index])));
    expect(many).toHaveLength(100);
    expect(many.at(-1)?.after).toBe('151 more fields');
  });

  it('sees a change behind what is kept of a long text', () => {
    const start = 'x'.repeat(2_000);
    expect(changesOf({ text: `${start}a` }, { text: `${start}b` })).toHaveLength(1);
  });
});
