import { sizeOfText } from '@cartograph/kit/text-size';

/** True when there are more lists and objects within each other than `levels`; it looks no deeper than that. A text is JSON, as GET has it. */
export const isNestedDeeper = (value: unknown, levels: number): boolean =>
  typeof value === 'string' ? sizeOfText(value).nesting > levels : holdsDeeper(value, levels);

const holdsDeeper = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((item: unknown) => holdsDeeper(item, levels - 1)));
