import { z } from 'zod';
import type { NewEvent, UnnumberedEvent } from './event.ts';

/** What a room says of one event: the source of `schema/events` and of docs/events.md. */
export interface EventDeclaration<Schema extends z.ZodObject = z.ZodObject> {
  readonly type: string;
  readonly version: number;
  /** Of `data`. */
  readonly schema: Schema;
  /** When it is told. */
  readonly description: string;
  /** What `key` is: "order id". */
  readonly key: string;
  /** Its key is an entity whose row counts its events. */
  readonly sequenced: boolean;
  readonly example: z.output<Schema>;
}

/** `Given` with every field that `Wanted` does not have turned into an error, at any depth. */
type Exact<Wanted, Given> = Wanted extends readonly (infer W)[]
  ? Given extends readonly (infer G)[]
    ? readonly Exact<W, G>[]
    : Wanted
  : Wanted extends object
    ? { [Field in keyof Given]: Field extends keyof Wanted ? Exact<Wanted[Field], Given[Field]> : never }
    : Given;

interface Counted<Schema extends z.ZodObject> extends EventDeclaration<Schema> {
  readonly sequenced: true;
  of<Given extends z.output<Schema>>(key: string, data: Given & Exact<z.output<Schema>, Given>): UnnumberedEvent;
  /** As `of`, but for one field that only the row of the entity knows, which the statement of the change fills in. */
  lacking<Field extends keyof z.output<Schema> & string, Given extends Omit<z.output<Schema>, Field>>(
    field: Field,
    key: string,
    data: Given & Exact<Omit<z.output<Schema>, Field>, Given>,
  ): UnnumberedEvent;
}

interface Uncounted<Schema extends z.ZodObject> extends EventDeclaration<Schema> {
  readonly sequenced: false;
  of<Given extends z.output<Schema>>(key: string, data: Given & Exact<z.output<Schema>, Given>): NewEvent;
}

interface About<Schema extends z.ZodObject, Sequenced extends boolean> {
  key: string;
  sequenced: Sequenced;
  example: z.output<Schema>;
}

export type Declared<Schema extends z.ZodObject, Sequenced extends boolean> = Sequenced extends true ? Counted<Schema> : Uncounted<Schema>;

/**
 * Declares an event: type (`room.noun_verbed`), version, and the schema of its data, described as a whole (when it is told) and field
 * by field. Data is built by `of`, and checked by the compiler alone: tests hold every event that is written against its schema.
 */
export function event<Schema extends z.ZodObject, Sequenced extends boolean>(
  type: `${string}.${string}`,
  version: number,
  schema: Schema,
  about: About<Schema, Sequenced>,
): Declared<Schema, Sequenced> {
  const { sequenced } = about;
  // In the order of jsonb, which then need not sort them.
  const unnumbered = (key: string, data: Record<string, unknown>): UnnumberedEvent => ({ key, data, type, version });
  const declaration = { type, version, schema, description: schema.description ?? '', ...about };
  const built = sequenced
    ? {
        ...declaration,
        of: unnumbered,
        lacking: (lacks: string, key: string, data: Record<string, unknown>) => ({ key, data, type, lacks, version }),
      }
    : { ...declaration, of: (key: string, data: Record<string, unknown>): NewEvent => ({ ...unnumbered(key, data), sequence: null }) };
  return built as unknown as Declared<Schema, Sequenced>;
}

/** An amount in minor units as digits: JSON has no bigint. */
export const minorUnits = (description: string) => z.string().regex(/^\d+$/).describe(description);
