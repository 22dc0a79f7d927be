import {
  type Connection,
  type CursorKeys,
  connectionOf,
  encodeCursor,
  type PageArguments,
  placeOf,
  readPage,
} from '@cartograph/kit/cursor';
import { badUserInput } from '@cartograph/kit/errors';
import { isUuid } from '@cartograph/kit/ids';
import { isStorableText } from '@cartograph/kit/problems';
import { maxOptions, type OptionChoice, type SelectedOption } from '#rules/option';
import type { ProductVariant } from '#rules/product';
import type { VariantPageLoaders } from '#variant-page-loaders';
import type { VariantPlace } from '#variant-page-store';

export interface BrowseVariantsCommand extends PageArguments {
  options?: readonly SelectedOption[] | null | undefined;
}

export interface VariantListing extends Connection<ProductVariant> {
  totalCount: () => Promise<number>;
}

/** A page of a product's variants, in their order. Throws BAD_USER_INPUT for a bad page, a foreign cursor, or an option named twice. */
export async function browseVariants(
  loaders: VariantPageLoaders,
  productId: string,
  command: BrowseVariantsCommand,
): Promise<VariantListing> {
  const page = readPage(command, 20);
  const chosen = readChoice('options', command.options ?? []);
  const from = placeOf(page, 2, readPlace);
  const rows = await loaders.variantPage.load({ productId, chosen, backward: page.backward, from, limit: page.limit });
  const connection = connectionOf(
    rows,
    page,
    ({ position, id }) => encodeCursor([position, id]),
    (variant): ProductVariant => variant,
  );
  return { ...connection, totalCount: () => loaders.variantCount.load({ productId, chosen }) };
}

/** The variant with exactly the selected values; null when there is none. */
export async function pickVariant(
  { variantByOptions }: VariantPageLoaders,
  productId: string,
  selected: readonly SelectedOption[],
): Promise<ProductVariant | null> {
  return variantByOptions.load({ productId, chosen: readChoice('selectedOptions', selected) });
}

function readChoice(name: string, selected: readonly SelectedOption[]): OptionChoice {
  if (selected.length > maxOptions) throw badUserInput(name, `${name} must have at most ${maxOptions} entries.`);
  const chosen = Object.fromEntries(selected.map(({ code, value }) => [code, value]));
  if (Object.keys(chosen).length < selected.length) throw badUserInput(name, `${name} must name each option once.`);
  if (!isStorableText(Object.entries(chosen).flat().join(''))) throw badUserInput(name, `${name} must be Unicode text without NUL.`);
  return chosen;
}

const readPlace = ([position, id]: CursorKeys): VariantPlace | undefined =>
  typeof position === 'number' && Number.isSafeInteger(position) && Math.abs(position) < 2 ** 31 && isUuid(id)
    ? { position, id }
    : undefined;
