import { badUserInput } from '@cartograph/kit/errors';
import { readDestination } from '@cartograph/kit/people/address';
import type { DestinationInput } from '#generated/resolvers';
import { type Destination, destinationOf } from '#rules/basket';

/**
 * Where a client wants it sent. Throws BAD_USER_INPUT naming the argument and what may stand there: where tax hangs on the region, one that
 * is unknown or missing would be taxed nothing. `at` is the way to the destination among the arguments.
 */
export function destinationFrom(given: DestinationInput | null | undefined, at: readonly string[]): Destination | null {
  if (!given) return null;
  const outcome = readDestination(given, at);
  if (outcome.kind === 'place') return destinationOf(outcome.place.country, outcome.place.region);
  const [first] = outcome.fields;
  throw badUserInput(first?.path.join('.') ?? at.join('.'), first?.message ?? 'destination must be a place.', first?.allowed ?? undefined);
}
