export type LoyaltyTier = 'BRONZE' | 'SILVER' | 'GOLD';

const silverFrom = 1_000;
const goldFrom = 5_000;

/** By all points ever confirmed, less those taken back; spending points lowers no tier. */
export function tierOf(lifetime: number): LoyaltyTier {
  if (lifetime >= goldFrom) return 'GOLD';
  return lifetime >= silverFrom ? 'SILVER' : 'BRONZE';
}

const tiers = ['BRONZE', 'SILVER', 'GOLD'] as const satisfies readonly LoyaltyTier[];

/** The tier above, and how many confirmed points are missing; undefined in the highest. */
export function nextTierOf(lifetime: number): { tier: LoyaltyTier; points: number } | undefined {
  const tier = tiers[tiers.indexOf(tierOf(lifetime)) + 1];
  return tier && { tier, points: tierBounds[tier].from - lifetime };
}

/** Which points make a tier; null: no end. */
export const tierBounds: Readonly<Record<LoyaltyTier, { from: number; below: number | null }>> = {
  BRONZE: { from: 0, below: silverFrom },
  SILVER: { from: silverFrom, below: goldFrom },
  GOLD: { from: goldFrom, below: null },
};
