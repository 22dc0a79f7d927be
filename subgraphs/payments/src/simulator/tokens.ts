import type { CurrencyCode } from '@cartograph/kit/money';

/** Of one charge, in minor units; exactly this passes. */
export const limitMinor: Readonly<Record<CurrencyCode, bigint>> = { USD: 500_000n, EUR: 500_000n, GBP: 500_000n, JPY: 750_000n };

export interface Verdict {
  /** After the first request. */
  first: 'RECEIVED' | 'AUTHORIZED' | 'CHALLENGED' | 'DECLINED';
  /** After a repeat of one that was only received. */
  repeated: 'AUTHORIZED' | 'CHALLENGED' | 'DECLINED';
  declineCode: string | null;
}

const settled = (state: 'AUTHORIZED' | 'CHALLENGED'): Verdict => ({ first: state, repeated: state, declineCode: null });
const declined = (declineCode: string): Verdict => ({ first: 'DECLINED', repeated: 'DECLINED', declineCode });

/** What becomes of a charge, told by its token alone; above the limit all that would pass is declined. */
export function verdictOf(token: string, amountMinor: bigint, currency: CurrencyCode): Verdict {
  const verdict = verdictOfToken(token);
  return verdict.first !== 'DECLINED' && amountMinor > limitMinor[currency] ? declined('INSUFFICIENT_FUNDS') : verdict;
}

function verdictOfToken(token: string): Verdict {
  switch (token) {
    case 'tok_ok':
    case 'tok_unknown':
    case 'tok_capture_refused':
      return settled('AUTHORIZED');
    case 'tok_timeout':
      return { first: 'RECEIVED', repeated: 'AUTHORIZED', declineCode: null };
    case 'tok_challenge':
      return settled('CHALLENGED');
    case 'tok_declined':
      return declined('CARD_DECLINED');
    case 'tok_insufficient_funds':
      return declined('INSUFFICIENT_FUNDS');
    default:
      return declined(invalid);
  }
}

const invalid = 'INVALID_TOKEN';

/** Keeps its own tokens only: what else comes, such as the number of a card, is declined and written nowhere. */
export const keptToken = (token: string): string | null => (verdictOfToken(token).declineCode === invalid ? null : token);

/** How many first replies about a charge are lost on the way. */
export const lostReplies = (token: string | null): number => (token === 'tok_unknown' ? 3 : token === 'tok_timeout' ? 1 : 0);
