import { isStorableText } from '@cartograph/kit/problems';

export const maxSearchLength = 200;

/** The beginnings of numbers, e-mails and SKUs that fit a search; names are matched by their words. All alike in any case. */
export interface OrderSearch {
  readonly text: string;
  /** Without its letter a number is good too. */
  readonly number: string;
}

/** Undefined for a search for nothing; `false` for what no order can hold. */
export function orderSearch(search: string | null | undefined): OrderSearch | undefined | false {
  const text = search?.normalize('NFC').trim() ?? '';
  if (text === '') return undefined;
  if (text.length > 4 * maxSearchLength || Array.from(new Intl.Segmenter().segment(text)).length > maxSearchLength || !isStorableText(text))
    return false;
  const number = text.toUpperCase();
  return { text, number: /^\d+$/.test(number) ? `C-${number}` : number };
}
