/** Letters that are no letter with a mark, and yet are left out by whoever has no key for them. */
const plain: Record<string, string> = {
  臺: '台',
  ß: 'ss',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ı: 'i',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ʻ: '',
  ʼ: '',
};

const unmarked = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[ßøđðłıæœþʻʼ臺]/g, (letter) => plain[letter] ?? letter);

/** Letters that whoever has no key for them may write as two, as Germans and Scandinavians do. */
const pairs: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe' };

/** The name as it is written without umlauts, "Thueringen"; undefined where it has none. */
export function withPairs(name: string): string | undefined {
  const text = name.normalize('NFC').toLowerCase();
  return /[äöüåø]/.test(text) ? text.replace(/[äöüåø]/g, (letter) => pairs[letter] ?? letter) : undefined;
}

/** A name without what its spellings differ in: case, accents, dots, hyphens, spaces odd or none. */
export const fold = (text: string): string => unmarked(text).replace(/[^\p{L}\p{N}\p{M}]/gu, '');

const kinds = new Set(
  'the of de del di da do dos la el le los las state st estado stato province provincia provincie provinz prov region región regione county co contae canton kanton department departamento departement prefecture ken emirate oblast krai republic republica autonomous community comunidad autonoma metropolitan city governorate district land lan fylke voivodeship wojewodztwo'.split(
    ' ',
  ),
);

/** Written on to the name; a name is at least two letters, or 京都 would be one. */
const kindsAtTheEnd = /^(.{2,}?)(?:特别行政区|特別行政區|特別市|自治区|[省市縣县都府県]|특별자치시|특별자치도|특별시|광역시|도|시)$/u;

/** The same without words that only say what kind of place it is: "State of California", "Co. Dublin". */
export const foldLoosely = (text: string): string =>
  unmarked(text)
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => !kinds.has(word))
    .join('')
    .replace(kindsAtTheEnd, '$1');
