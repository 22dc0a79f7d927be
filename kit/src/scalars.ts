import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { readInstant } from './instant.ts';

const refuse = (message: string): never => {
  throw new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
};

/** ISO 8601 with a time zone in, of a day that exists; `Date` inside, UTC with milliseconds out. https://scalars.graphql.org/andimarek/date-time */
export const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  serialize: (value) => new Date(value as Date | string).toISOString(),
  parseValue: parseDateTime,
  parseLiteral: (node) => parseDateTime(node.kind === Kind.STRING ? node.value : undefined),
});

function parseDateTime(value: unknown): Date {
  const sentence = 'DateTime must be ISO 8601 with a time zone, such as "2026-01-31T12:00:00Z"';
  if (typeof value !== 'string') return refuse(`${sentence}.`);
  const read = readInstant(value);
  return read.kind === 'instant' ? read.date : refuse(`${sentence}: ${read.reason}.`);
}

/** An exact decimal as text, such as "1249.90"; never a float. */
export const Decimal = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  serialize: (value) => String(value),
  parseValue: parseDecimalText,
  parseLiteral: (node) => parseDecimalText(node.kind === Kind.STRING ? node.value : undefined),
});

function parseDecimalText(value: unknown): string {
  return typeof value === 'string' && /^-?\d{1,15}(\.\d{1,6})?$/.test(value)
    ? value
    : refuse('Decimal must be a string such as "1249.90".');
}

/** Between rooms only: a whole number of minor units as text outside and bigint inside. */
export const MinorUnits = new GraphQLScalarType<bigint, string>({
  name: 'MinorUnits',
  serialize: (value) => String(value),
  parseValue: parseMinorUnits,
  parseLiteral: (node) => parseMinorUnits(node.kind === Kind.STRING || node.kind === Kind.INT ? node.value : undefined),
});

function parseMinorUnits(value: unknown): bigint {
  return typeof value === 'string' && /^-?\d{1,18}$/.test(value) ? BigInt(value) : refuse('MinorUnits must be a string of digits.');
}
