import { type FieldProblem, fieldProblem } from '@cartograph/kit/problems';
import { isSlug } from '#rules/keys';

/** A title as a name in addresses: "Crème brûlée" is "creme-brulee". Empty where nothing of it can be written so. */
export const slugOf = (title: string): string =>
  title
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/['’]/g, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 90)
    .replace(/^-+|-+$/g, '');

/** The slugs that may be made of a title, the nicest first; the last one is nobody else's. */
export function slugsOf(title: string, id: string): string[] {
  const base = slugOf(title) || 'product';
  return [base, `${base}-2`, `${base}-3`, `${base}-${id.replaceAll('-', '').slice(-8)}`];
}

export const slugFaults = (path: (string | number)[], slug: string): FieldProblem[] =>
  isSlug(slug)
    ? []
    : [
        fieldProblem(
          path,
          'slug must be 1 to 100 lower-case letters of a to z and digits, with single hyphens between, such as classic-mug.',
        ),
      ];
