import { isStorableText } from '@cartograph/kit/problems';

const tag = /<\/?(p|br|strong|em|ul|ol|li|h2|h3)\s?\/?>/gi;

/**
 * Tags from a short list, and none with attributes: then nothing in it can run or load, however a browser reads it. Anything else that
 * begins with "<" is refused and not taken out, since who takes out must read as every browser does.
 */
export const isRichText = (text: string): boolean =>
  text.trim() !== '' && text.length <= 20_000 && isStorableText(text) && !text.replaceAll(tag, ' ').includes('<');
