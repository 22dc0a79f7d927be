import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Of each product. */
export const variants = 3;

const columns = `sku,slug,title,description,status,publishAt,productTypeCode,categorySlugs,tags,seoTitle,seoDescription,attributes,translations,variantTitle,position,options,barcode,weightGrams,taxCategoryCode`;
const sizes = ['Small', 'Medium', 'Large'];

/** A catalogue as an export writes it, to the byte: whatever comes back of it can be compared by its digest. */
export const writeCatalogue = (file: string, products: number): Promise<void> =>
  pipeline(Readable.from(lines(products)), createWriteStream(file));

function* lines(products: number): Generator<string> {
  yield `${columns}\r\n`;
  for (let product = 0; product < products; product += 1) yield sizes.map((size, place) => lineOf(product, size, place)).join('');
}

function lineOf(product: number, size: string, place: number): string {
  const number = String(product).padStart(6, '0');
  const name = product % 7 === 0 ? `"Thing, no. ${product} of ""all"""` : `Größe 🎈 ${product}`;
  const description = `"What thing ${product} is for is told here in about as many words\r\nas a merchant takes, to tell it to whoever asks."`;
  const option = { code: 'size', name: 'Size', value: size.toLowerCase(), label: size, color: null, valuePosition: place };
  const quoted = `"${JSON.stringify([option]).replaceAll('"', '""')}"`;
  const german = JSON.stringify([
    { locale: 'de', slug: `ding-${number}`, title: `Ding ${product}`, description: null, seoTitle: null, seoDescription: null },
  ]);
  const translations = product % 5 === 0 ? `"${german.replaceAll('"', '""')}"` : '[]';
  return `SKU-${number}-${place},thing-${number},${name},${description},PUBLISHED,,,,blue|red|tag-${product % 50},,,[],${translations},${size},${place},${quoted},40${number}${place},${100 + place},standard\r\n`;
}

/** As text, so that two files are told to be one without either of them in memory. */
export async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
