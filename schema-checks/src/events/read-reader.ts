import { z } from 'zod';
import type { Finding } from '../model.ts';
import type { EventReader } from './model.ts';
import { readJson } from './read-json.ts';

const form = z.strictObject({
  $schema: z.string().optional(),
  consumer: z.string().min(1),
  event: z.string().min(1),
  version: z.int().min(1),
  reads: z.array(z.string().min(1)),
  // How it is delivered; what is read is the same.
  everyRoom: z.boolean().optional(),
  history: z.boolean().optional(),
});

/** What a consumer reads, from its file, or why that cannot be said. */
export function readReader(file: string, text: string): EventReader | Finding[] {
  const read = readJson(file, text, form, 'event-reads');
  if (Array.isArray(read)) return read;
  const { value, placeOf } = read;
  return {
    consumer: value.consumer,
    event: `${value.event}.v${value.version}`,
    reads: value.reads.map((path, index) => ({ path, place: placeOf(`/reads/${index}`) })),
    place: placeOf('/event'),
  };
}
