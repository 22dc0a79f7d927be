import { basename } from 'node:path/posix';
import { z } from 'zod';
import type { Finding } from '../model.ts';
import type { EventContract } from './model.ts';
import { readJson } from './read-json.ts';
import { readShape } from './read-shape.ts';

const rule = 'event-schema';

const form = z.looseObject({
  type: z.literal('object', 'the data of an event is an object'),
  'x-event': z.looseObject({
    type: z.string().regex(/^[\w-]+\.[\w.-]+$/, 'must be as in "orders.order_placed"'),
    version: z.int().min(1),
    room: z.string(),
    key: z.string().min(1),
    sequenced: z.boolean(),
  }),
});

/** An event from its file, or why it is none. */
export function readEvent(file: string, text: string): EventContract | Finding[] {
  const read = readJson(file, text, form, rule);
  if (Array.isArray(read)) return read;
  const { value, placeOf } = read;
  const { type, version, room, key, sequenced } = value['x-event'];
  const name = `${type}.v${version}`;
  const wrong = (pointer: string, message: string): Finding => ({ rule, severity: 'error', message, place: placeOf(pointer) });
  const findings = [
    ...(basename(file) === `${name}.json` ? [] : [wrong('/x-event', `${file} describes ${name}, whose file is called ${name}.json.`)]),
    ...(type.startsWith(`${room}.`) ? [] : [wrong('/x-event/room', `${type} is not said by ${room}: a type begins with its room.`)]),
  ];
  return findings.length > 0 ? findings : { name, type, version, room, key, sequenced, shape: readShape(value), placeOf };
}
