import type { Queryable } from '@cartograph/kit/db';
import { loadEarlierRules } from '#earlier-rules-store';
import { loadQuotes } from '#quote-store';
import { earlierDestination, withEarlierTaxes } from '#rules/earlier-taxes';
import type { FrozenQuote, QuoteState } from '#rules/frozen-quote';

export interface FrozenQuoteCommand {
  readonly placementId: string;
  /** Where it went; without it the taxes of a quote of an earlier version stay unknown. */
  readonly destination?: { readonly country: string; readonly region?: string | null | undefined } | null | undefined;
}

export interface PlacementQuoteOutcome {
  placementId: string;
  state: QuoteState;
  quote: FrozenQuote | null;
}

/** The kept prices in the order asked, null for an unknown placement; one statement, two when some are of an earlier version. */
export async function findFrozenQuotes(db: Queryable, commands: readonly FrozenQuoteCommand[]): Promise<(PlacementQuoteOutcome | null)[]> {
  if (commands.length === 0) return [];
  const found = await loadQuotes(
    db,
    commands.map(({ placementId }) => placementId),
  );
  const byId = new Map(found.map((kept) => [kept.placementId, kept]));
  const earlier = found.flatMap(({ quote }) => (quote && !quote.taxes ? [quote] : []));
  const countries = commands.flatMap(({ destination }) => (destination ? [earlierDestination(destination.country, null).country] : []));
  const rules = earlier.length > 0 && countries.length > 0 ? await loadEarlierRules(db, countries, earlier) : undefined;
  return commands.map(({ placementId, destination }) => {
    const kept = byId.get(placementId);
    if (!kept) return null;
    const { state, quote } = kept;
    if (!quote || !rules || !destination) return { placementId, state, quote };
    return { placementId, state, quote: withEarlierTaxes(quote, earlierDestination(destination.country, destination.region), rules) };
  });
}
