import { badUserInput } from '@cartograph/kit/errors';
import { isStorableText } from '@cartograph/kit/problems';
import { type CustomerQuery, type GivenCustomerQuery, readSearch } from '#accounts/rules/customer-query';

const maxText = 254;

/** Null is the same as left out; an empty search looks for everybody. Throws BAD_USER_INPUT. */
export function readCustomerQuery(given: GivenCustomerQuery): CustomerQuery {
  const search = text('search', given.search)?.trim();
  if (search && !readSearch(search)) throw badUserInput('search', 'search must have a letter or a digit.');
  return {
    search: search ? readSearch(search) : undefined,
    groupCode: text('filter.groupCode', given.groupCode),
    tiers: given.tier ?? undefined,
    marketingConsent: given.marketingConsent ?? undefined,
    registeredAfter: given.registeredAfter ?? undefined,
    registeredBefore: given.registeredBefore ?? undefined,
  };
}

function text(name: string, given: string | null | undefined): string | undefined {
  if (given != null && !(given.length <= maxText && isStorableText(given)))
    throw badUserInput(name, `${name} must be text of at most ${maxText} characters.`);
  return given ?? undefined;
}
