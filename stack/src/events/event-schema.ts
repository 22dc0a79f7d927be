import type { EventDeclaration } from '@cartograph/kit/declare-event';
import { z } from 'zod';

/** The JSON Schema of an event's data, with what is said of the event itself. Fields that consumers do not know are not forbidden. */
export function eventSchema(room: string, { type, version, schema, description, key, sequenced, example }: EventDeclaration) {
  const { $schema, ...data } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io: 'input',
    override: ({ jsonSchema }) => {
      // What `format` says already, and what JavaScript means by an integer.
      if (jsonSchema.format === 'uuid') delete jsonSchema.pattern;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    },
  });
  return { $schema, title: type, description, 'x-event': { type, version, room, key, sequenced }, ...data, examples: [example] };
}

export type EventSchema = ReturnType<typeof eventSchema>;
