import type { CountryData } from './countries.ts';
import { withAsciiDigits } from './digits.ts';
import { type Reading, read, refused } from './reading.ts';

/**
 * A postal code as its country writes it: "sw1a1aa" is "SW1A 1AA", "〒１０００００１" is "100-0001". What is given where there are none is left
 * out; an empty one is null, and the caller says whether it may be.
 */
export function readPostalCode(country: CountryData, given: string): Reading<string | null> {
  if (given === '') return read(null);
  if (given.length > 20) return shaped(country, given);
  const key = `${country.code}${given}`;
  const known = recent.get(key) ?? shaped(country, given);
  if (recent.size >= maxRecent) recent.clear();
  recent.set(key, known);
  return known;
}

/** Many orders go to few places, and a shape takes many tries; at most 2,000 texts of 22 characters. */
const recent = new Map<string, Reading<string | null>>();
const maxRecent = 2_000;

function shaped(country: CountryData, given: string): Reading<string | null> {
  const bare = bareOf(given);
  if (bare === '' || country.postal === 'NONE') return read(null);
  const found = bare.length <= 20 ? candidates(country.code, bare).flatMap((text) => written(country, text) ?? []) : [];
  return found[0] === undefined ? refused(`postalCode must be one of ${country.code}${exampleOf(country)}.`) : read(found[0]);
}

export const exampleOf = ({ example }: CountryData): string => (example ? `, such as ${example}` : '');

/** Letters and digits alone, in capitals; digits of any script are digits. */
const bareOf = (text: string): string =>
  withAsciiDigits(text.slice(0, 200).normalize('NFKC'))
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Some write the country before the number ("D-10115", "CH-8000"), and some leave it out where it belongs ("1050" for LV-1050). */
function candidates(country: string, bare: string): string[] {
  const number = /^[A-Z]{1,3}(?=\d+$)/.exec(bare);
  return [bare, `${country}${bare}`, ...(number && country.startsWith(number[0].charAt(0)) ? [bare.slice(number[0].length)] : [])];
}

/** With the separator where the country has one; a shape has at most one, so each place is tried. */
function written({ pattern = '' }: CountryData, bare: string): string | undefined {
  const shape = shapeOf(pattern);
  for (const separator of ['-', ' '])
    for (let at = 1; at < bare.length; at += 1) {
      const text = `${bare.slice(0, at)}${separator}${bare.slice(at)}`;
      if (shape.test(text)) return text;
    }
  return shape.test(bare) ? bare : undefined;
}

const shapes = new Map<string, RegExp>();
function shapeOf(pattern: string): RegExp {
  const known = shapes.get(pattern) ?? new RegExp(`^(?:${pattern})$`);
  shapes.set(pattern, known);
  return known;
}
