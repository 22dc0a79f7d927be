import { badUserInput } from '@cartograph/kit/errors';
import { isStorableText } from '@cartograph/kit/problems';

/** Of SKUs in a filter. */
export const maxFilterSkus = 200;

export function checkText(field: string, text: string | null): void {
  if (text !== null && (text.length > 255 || !isStorableText(text)))
    throw badUserInput(`filter.${field}`, `filter.${field} must be Unicode text of at most 255 characters, without NUL.`);
}

export function checkList(field: string, list: readonly string[] | null): void {
  if (list === null) return;
  if (list.length > maxFilterSkus) throw badUserInput(`filter.${field}`, `filter.${field} must be at most ${maxFilterSkus}.`);
  for (const text of list) checkText(field, text);
}
