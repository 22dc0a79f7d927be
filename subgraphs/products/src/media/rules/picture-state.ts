import type { FieldProblem } from '@cartograph/kit/problems';

/** A picture as a product shows it: with what is said of it. */
export interface PictureState {
  readonly id: string;
  readonly alt: string | null;
  readonly altTranslations: Readonly<Record<string, string>>;
  readonly focalX: number | null;
  readonly focalY: number | null;
}

/** What an input says of one: undefined leaves what was said. */
export type PictureSaid = Pick<PictureState, 'id'> & Partial<Omit<PictureState, 'id'>>;

/** Pictures that an input names, found or fetched before its transaction; or what is wrong with them. */
export interface FoundPictures {
  readonly faults: readonly FieldProblem[];
  readonly said: readonly PictureSaid[];
}

const inOrder = (texts: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1)));

/** With its fields in one order, so that the same is the same text. */
export const pictureState = ({ id, alt, altTranslations, focalX, focalY }: PictureState): PictureState => ({
  id,
  alt,
  altTranslations: inOrder(altTranslations),
  focalX,
  focalY,
});
