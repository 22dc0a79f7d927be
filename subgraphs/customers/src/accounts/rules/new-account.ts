import { type Email, readEmail } from '@cartograph/kit/people/email';
import { readLocale } from '@cartograph/kit/people/locale';
import { readText } from '@cartograph/kit/people/text';
import { type InvalidInput, invalidInput, mergeInvalid } from '@cartograph/kit/problems';
import { newPasswordFault } from '#accounts/rules/credentials';

export interface NewAccount {
  email: Email;
  name: string | null;
  password: string;
  /** BCP 47; null: none was said. */
  locale: string | null;
}

export interface GivenAccount {
  email: string;
  password: string;
  name?: string | null | undefined;
  locale?: string | null | undefined;
}

export type NewAccountOutcome = { kind: 'account'; account: NewAccount } | { kind: 'invalid'; problem: InvalidInput };

/** An account as somebody asks for it, or every field that is wrong. An empty name is the same as none. */
export function readNewAccount(given: GivenAccount): NewAccountOutcome {
  const email = readEmail(given.email);
  const name = readText('name', given.name ?? '');
  const locale = readLocale('locale', given.locale ?? '');
  const problem = mergeInvalid([
    email.kind === 'refused' ? invalidInput(['email'], email.message) : undefined,
    newPasswordFault(given.password),
    name.kind === 'refused' ? invalidInput(['name'], name.message) : undefined,
    locale.kind === 'refused' ? invalidInput(['locale'], locale.message) : undefined,
  ]);
  if (problem || email.kind === 'refused' || name.kind === 'refused' || locale.kind === 'refused')
    return { kind: 'invalid', problem: problem ?? invalidInput([], 'This is no account.') };
  return { kind: 'account', account: { email: email.email, name: name.value, password: given.password, locale: locale.value } };
}
