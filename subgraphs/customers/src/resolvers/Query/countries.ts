import { badUserInput } from '@cartograph/kit/errors';
import { listCountries } from '@cartograph/kit/people/list-countries';
import type { QueryResolvers } from '#generated/resolvers';

export const countries: NonNullable<QueryResolvers['countries']> = (_parent, { locale }) => {
  const list = listCountries(locale ?? undefined);
  if (!list) throw badUserInput('locale', 'locale must be a language as BCP 47 writes it, such as en or pt-BR.');
  return list;
};
