import { badUserInput } from '@cartograph/kit/errors';
import { maxMedia } from '#media/rules/media-input';
import type { Media } from '#media/rules/picture';

/** The first pictures of one owner. */
export async function listMedia(load: (id: string) => Promise<Media[]>, id: string, first: number): Promise<Media[]> {
  if (first < 1 || first > maxMedia) throw badUserInput('first', `first must be from 1 to ${maxMedia}.`);
  return (await load(id)).slice(0, first);
}
