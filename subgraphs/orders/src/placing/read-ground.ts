import type { Calls } from '#placing/calls';
import type { ReadGround } from '#placing/drive';
import { all } from '#placing/wait-for-all';

/** Both side by side; an account that customers does not know is in no group. */
export const createReadGround =
  ({ products, customers }: Pick<Calls, 'products' | 'customers'>): ReadGround =>
  async ({ lines, customerId }) => {
    const [variants, told] = await all([
      Promise.all(lines.map(({ sku }) => products.snapshotVariants(sku))),
      customerId === null ? null : customers.groupsOf(customerId),
    ]);
    return { variants, groupCodes: customerId === null ? null : (told?.groupCodes ?? []) };
  };
