import { type PostalAddress, readAddress } from '@cartograph/kit/people/address';
import { maxAddresses } from '#accounts/rules/address';
import type { KeptAddress, RowAddress, RowProblem } from '#exchange/rules/customer-row';

export type ChangedAddresses =
  | { readonly kind: 'changed'; readonly gone: string[]; readonly added: KeptAddress[] }
  | { readonly kind: 'refused'; readonly problems: RowProblem[] };

/** What comes and goes so that an account has the given addresses, those that are the same staying; undefined: all stay. */
export function changedAddresses(
  kept: readonly KeptAddress[],
  given: readonly RowAddress[] | undefined,
  newId: () => string,
): ChangedAddresses {
  if (given === undefined) return { kind: 'changed', gone: [], added: [] };
  const problems: RowProblem[] = [];
  const refuse = (message: string, path: string[] = ['addresses']) => problems.push({ path, message });
  if (given.length > maxAddresses) refuse(`addresses must be at most ${maxAddresses}.`);
  for (const field of ['isDefaultShipping', 'isDefaultBilling'] as const)
    if (given.filter((one) => one[field]).length > 1) refuse(`addresses: one at most may have ${field}.`);
  const left = Map.groupBy(kept, textOf);
  const added: KeptAddress[] = [];
  for (const [index, one] of given.slice(0, maxAddresses).entries()) {
    const read = readAddress(one, ['addresses', String(index)]);
    if (read.kind === 'refused') {
      problems.push(...read.fields.map(({ path, message }) => ({ path, message: `addresses, number ${index + 1}: ${message}` })));
      continue;
    }
    const address = { ...read.address, isDefaultShipping: one.isDefaultShipping ?? false, isDefaultBilling: one.isDefaultBilling ?? false };
    if (!left.get(textOf(address))?.shift()) added.push({ ...address, id: newId() });
  }
  if (problems.length > 0) return { kind: 'refused', problems };
  return { kind: 'changed', gone: [...left.values()].flat().map(({ id }) => id), added };
}

/** Two that say the same are one. */
const textOf = (one: PostalAddress & Pick<KeptAddress, 'isDefaultShipping' | 'isDefaultBilling'>): string =>
  JSON.stringify([
    one.name,
    one.company,
    one.line1,
    one.line2,
    one.city,
    one.region,
    one.postalCode,
    one.country,
    one.phone,
    one.isDefaultShipping,
    one.isDefaultBilling,
  ]);
