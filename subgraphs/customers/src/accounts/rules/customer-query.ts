import type { Consent } from '#accounts/rules/customer';
import type { LoyaltyTier } from '#points/rules/tier';

/** Which customers staff look for; all that is given must fit. */
export interface CustomerQuery {
  search: CustomerSearch | undefined;
  groupCode: string | undefined;
  tiers: readonly LoyaltyTier[] | undefined;
  marketingConsent: Consent | undefined;
  registeredAfter: Date | undefined;
  registeredBefore: Date | undefined;
}

/** The beginning of an e-mail address or a telephone number, or words of a name. */
export interface CustomerSearch {
  text: string;
  /** Digits as E.164 writes them, where the text is a number. */
  phone: string | null;
  /** Each word begins one of the name: a query of PostgreSQL's full-text search. */
  words: string | null;
}

export interface GivenCustomerQuery {
  search?: string | null | undefined;
  groupCode?: string | null | undefined;
  tier?: readonly LoyaltyTier[] | null | undefined;
  marketingConsent?: Consent | null | undefined;
  registeredAfter?: Date | null | undefined;
  registeredBefore?: Date | null | undefined;
}

/** Of the list of customers: newest first. */
export interface CustomerPlace {
  micros: string;
  id: string;
}

export interface CustomerRange {
  readonly limit: number;
  readonly backward: boolean;
  readonly place: CustomerPlace | undefined;
}

/** Nothing that is no letter and no digit means anything to the search. */
export function readSearch(text: string): CustomerSearch | undefined {
  const words = text.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length === 0) return undefined;
  const digits = text.replaceAll(/[\s().-]/g, '');
  const phone = /^\+?\d{3,15}$/.test(digits) ? `+${digits.replace('+', '')}` : null;
  return {
    text: text.trim(),
    phone,
    words: words
      .slice(0, 8)
      .map((word) => `'${word}':*`)
      .join(' & '),
  };
}
