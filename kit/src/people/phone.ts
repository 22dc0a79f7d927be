import type * as Library from 'libphonenumber-js/min';
import type { CountryCode, Examples } from 'libphonenumber-js/min';
import { type Reading, read, refused } from './reading.ts';

let library: { phones: typeof Library; examples: Examples } | undefined;

/** To be awaited before the first number is read: the library takes 100 ms of processor time to load, which no start should wait for. */
export async function preparePhones(): Promise<void> {
  if (library) return;
  // Its examples are a module that gives them: told to be JSON, Node refuses it.
  const [phones, { default: examples }] = await Promise.all([
    import('libphonenumber-js/min'),
    import('libphonenumber-js/examples.mobile.json'),
  ]);
  library = { phones, examples };
}

/** A phone number in E.164, such as +15105550100; without a country code it is one of `country`. */
export function readPhone(given: string, country: string): Reading<string | null> {
  if (given === '') return read(null);
  // Copied from a list of contacts it comes with marks of direction.
  const text = given
    .slice(0, 200)
    .replace(/[\p{Cf}\s]+/gu, ' ')
    .trim();
  if (text === '') return read(null);
  if (!library) throw new Error('a phone number was read before preparePhones()');
  const { isSupportedCountry } = library.phones;
  const home = isSupportedCountry(country) ? country : undefined;
  // 00 is how most of the world dials +, and some write it everywhere.
  const phone = parse(text, home) ?? (text.startsWith('00') ? parse(`+${text.slice(2)}`, home) : undefined);
  if (phone !== undefined) return read(phone);
  return refused(`phone must be a phone number without an extension, such as ${exampleOf(home ?? 'US')}.`);
}

function parse(text: string, home: CountryCode | undefined): string | undefined {
  if (text.length > 60) return undefined;
  const number = library?.phones.parsePhoneNumberFromString(text, { ...(home ? { defaultCountry: home } : {}), extract: false });
  return number?.isValid() && !number.ext ? number.number : undefined;
}

const exampleOf = (country: CountryCode): string =>
  (library && library.phones.getExampleNumber(country, library.examples)?.formatInternational()) ?? '+1 201 555 0123';
