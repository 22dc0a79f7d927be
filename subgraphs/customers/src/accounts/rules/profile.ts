import { readLocale } from '@cartograph/kit/people/locale';
import { readPhone } from '@cartograph/kit/people/phone';
import { type Reading, taken } from '@cartograph/kit/people/reading';
import { readText } from '@cartograph/kit/people/text';
import type { FieldProblem } from '@cartograph/kit/problems';
import type { Consent } from '#accounts/rules/customer';

/** What somebody keeps of themselves. */
export interface Profile {
  name: string | null;
  /** In E.164. */
  phone: string | null;
  /** BCP 47. */
  locale: string | null;
  marketingConsent: Consent;
}

export interface GivenProfile {
  /** What is left out stays; a text that is null or empty is none. */
  name?: string | null | undefined;
  phone?: string | null | undefined;
  locale?: string | null | undefined;
  /** Null stays, too. */
  marketingConsent?: boolean | null | undefined;
}

/** The profile that is asked for, in the form that it is kept in; `faults` are all fields that are wrong. `preparePhones` comes first. */
export function changedProfile(now: Profile, given: GivenProfile): { next: Profile; faults: FieldProblem[] } {
  const faults: FieldProblem[] = [];
  const field = (name: 'name' | 'phone' | 'locale', reading: (text: string) => Reading<string | null>): string | null => {
    const text = given[name];
    return text === undefined ? now[name] : taken(faults, [name], reading(text ?? ''));
  };
  const next = {
    name: field('name', (text) => readText('name', text)),
    phone: field('phone', (text) => readPhone(text, '')),
    locale: field('locale', (text) => readLocale('locale', text)),
    marketingConsent: consentAfter(now.marketingConsent, given.marketingConsent),
  };
  return { next, faults };
}

/** Who never gave it has nothing to withdraw. */
function consentAfter(now: Consent, said: boolean | null | undefined): Consent {
  if (said == null) return now;
  if (said) return 'GIVEN';
  return now === 'NOT_GIVEN' ? now : 'WITHDRAWN';
}

export const isSameProfile = (a: Profile, b: Profile): boolean =>
  a.name === b.name && a.phone === b.phone && a.locale === b.locale && a.marketingConsent === b.marketingConsent;
