/** One name of a product, variant or category; the loaders' key. */
export type Key = `id:${string}` | `name:${string}`;

// The tables check the same shapes: what does not fit exists nowhere, and need not reach the database.
export const isSlug = (text: string): boolean => text.length <= 100 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);
export const isSku = (text: string): boolean => /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(text);

/** Undefined for what is no SKU. */
export const skuKey = (sku: string): Key | undefined => (isSku(sku) ? `name:${sku}` : undefined);

/** Undefined for what is no slug. */
export const slugKey = (slug: string): Key | undefined => (isSlug(slug) ? `name:${slug}` : undefined);

/** Sorts keys into the two columns that they are looked up by. */
export function splitKeys(keys: readonly Key[]): { ids: string[]; names: string[] } {
  const of = (prefix: 'id:' | 'name:') => keys.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
  return { ids: of('id:'), names: of('name:') };
}
