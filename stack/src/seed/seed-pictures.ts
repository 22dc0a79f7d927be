import type { Rooms } from '../start-rooms.ts';
import { shelves } from './catalogue.ts';
import { pictures } from './pictures/draw-pictures.ts';

/** Draws the demo's pictures, which products keeps like photographs. What has pictures already keeps them. */
export async function seedPictures({ products }: Rooms): Promise<string> {
  const drawn = pictures(shelves);
  await products.commands.importDrawings(drawn);
  return `${drawn.length} pictures`;
}
