import { type FieldProblem, fieldProblem } from '@cartograph/kit/problems';
import type { At, Ground } from '#editing/rules/ground';
import type { ProductInput, VariantInput } from '#editing/rules/input';
import type { ProductState, VariantState } from '#editing/rules/state';
import { repeatedFaults } from '#editing/rules/text';
import { pictureState } from '#media/rules/picture-state';

const maxOfVariant = 20;

/** What is wrong with the pictures that an input names. */
export function pictureFaults({ found, variants }: ProductInput, { pictures }: Ground, at: At): FieldProblem[] {
  const gone = (found?.said ?? []).flatMap(({ id }, index) =>
    pictures.has(id) ? [] : [fieldProblem(at('media', index), 'This picture was let go of meanwhile: send it again.')],
  );
  return [
    ...(found?.faults ?? []),
    ...gone,
    ...(variants ?? []).flatMap(({ mediaIds }, index) =>
      ofVariant(mediaIds, pictures, (...more) => at('variants', index, 'mediaIds', ...more)),
    ),
  ];
}

function ofVariant(ids: VariantInput['mediaIds'], pictures: Ground['pictures'], at: At): FieldProblem[] {
  if (ids == null) return [];
  if (ids.length > maxOfVariant) return [fieldProblem(at(), `mediaIds must have at most ${maxOfVariant} entries.`)];
  const named = ids.map((id) => id.toLowerCase());
  return [
    ...named.flatMap((id, index) => (pictures.has(id) ? [] : [fieldProblem(at(index), 'There is no picture with this id.')])),
    ...repeatedFaults(named, (index) => at(index), 'The picture'),
  ];
}

/** In the order of the input; what it does not say of one stays. */
export function picturesOf({ media, found }: ProductInput, before: ProductState, { pictures }: Ground): ProductState['media'] {
  if (media === undefined) return before.media;
  return (found?.said ?? []).flatMap(({ id, ...said }) => {
    const known = pictures.get(id);
    return known ? [pictureState({ ...known, ...said })] : [];
  });
}

export const picturesOfVariant = ({ mediaIds }: VariantInput, before: VariantState): readonly string[] =>
  mediaIds === undefined ? before.mediaIds : (mediaIds ?? []).map((id) => id.toLowerCase());
