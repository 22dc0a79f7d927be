import { fieldProblem } from '@cartograph/kit/problems';
import type { MediaDeps } from '#media/media-deps';
import { resolveMedia } from '#media/resolve-media';
import { type MediaInput, maxUrls } from '#media/rules/media-input';
import type { FoundPictures } from '#media/rules/picture-state';

interface WithMedia {
  media?: readonly MediaInput[] | null | undefined;
}

/** Before the transaction: the pictures that inputs name. `pathOf` leads to an input; at most ten are fetched for all of them together. */
export async function findPictures<Input extends WithMedia>(
  deps: MediaDeps,
  inputs: readonly Input[],
  pathOf: (index: number) => readonly (string | number)[],
): Promise<(Input & { found?: FoundPictures })[]> {
  const found: (Input & { found?: FoundPictures })[] = [];
  let urls = 0;
  for (const [index, input] of inputs.entries()) {
    const media = input.media ?? undefined;
    const path = [...pathOf(index), 'media'];
    urls += (media ?? []).filter(({ url }) => typeof url === 'string').length;
    if (media === undefined) found.push(input);
    else if (urls > maxUrls && index > 0)
      found.push({
        ...input,
        found: { faults: [fieldProblem(path, `At most ${maxUrls} pictures are fetched by their url in one call.`)], said: [] },
      });
    else found.push({ ...input, found: await find(deps, media, path) });
  }
  return found;
}

async function find(deps: MediaDeps, media: readonly MediaInput[], path: readonly (string | number)[]): Promise<FoundPictures> {
  const outcome = await resolveMedia(deps, media, path);
  if (outcome.kind === 'invalid') return { faults: outcome.fields, said: [] };
  const texts = new Map(outcome.media.texts.map((text) => [text.id, text]));
  return { faults: [], said: outcome.media.ids.map((id) => ({ id, ...definedOf(texts.get(id)) })) };
}

const definedOf = (text: object | undefined): object =>
  Object.fromEntries(Object.entries(text ?? {}).filter(([, value]) => value !== undefined));
