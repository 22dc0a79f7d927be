export const maxSearchLength = 200;

/** What is looked for: of one width, without control characters and halves of surrogate pairs (PostgreSQL refuses some) and outer blanks. Undefined when nothing is left. */
export function searchWords(search: string | null | undefined): string | undefined {
  const words = (search ?? '')
    .replace(/[\p{Cc}\p{Cs}\s]+/gu, ' ')
    .normalize('NFKC')
    .trim();
  return words === '' ? undefined : words;
}

/** A search, taken apart. */
export interface Search {
  /** Undefined when only something is unwanted; empty when there is neither a letter nor a digit, and then nothing is found. */
  readonly wanted: string | undefined;
  /** What a minus excludes, as alternatives. */
  readonly unwanted: string | undefined;
  /** Quotes and minus signs are meant exactly: then nothing near will do, or "tea -green" would find the green one. */
  readonly exact: boolean;
  /** Letters and digits alone, where all of it may be a SKU. */
  readonly sku: string | undefined;
  /** It is written as SKUs are: its beginning is enough. */
  readonly skuBegun: boolean;
}

/** Parts of a search: words and quoted phrases, each perhaps with a minus before it. */
export function readSearch(words: string): Search {
  const parts = (words.match(/-*"[^"]*"?|\S+/g) ?? []).filter((part) => /[\p{L}\p{N}]/u.test(part));
  const isUnwanted = (part: string): boolean => part.startsWith('-');
  const unwanted = parts.filter(isUnwanted).map(bare);
  const wanted = parts.filter((part) => !isUnwanted(part)).map(bare);
  const exact = unwanted.length > 0 || words.includes('"');
  return {
    wanted: wanted.length === 0 && unwanted.length > 0 ? undefined : wanted.join(' '),
    unwanted: unwanted.length === 0 ? undefined : unwanted.join(' or '),
    exact,
    ...(exact ? { sku: undefined, skuBegun: false } : skuOf(words)),
  };
}

/** PostgreSQL reads each dash as a negation, and gives up at some thirty of them. */
const bare = (part: string): string => part.replace(/^[\p{Pd}\u2212]+/u, '');

/** Any dashes, dots, slashes or blanks between the parts are what people type of a SKU that they read somewhere. */
function skuOf(text: string): Pick<Search, 'sku' | 'skuBegun'> {
  if (!/^[A-Za-z0-9][A-Za-z0-9 ._/\p{Pd}]{1,63}$/u.test(text)) return { sku: undefined, skuBegun: false };
  const sku = text.replace(/[^A-Za-z0-9]/g, '').toUpperCase();
  return { sku, skuBegun: sku.length >= minBegun && (sku.length < text.trim().length || /\d/.test(sku)) };
}

/** Fewer letters begin too much. */
export const minBegun = 3;
