export type LoyaltyTier = 'BRONZE' | 'SILVER' | 'GOLD';

const silverFrom = 1_000;
const goldFrom = 5_000;

/** By all points ever confirmed, less those taken back; spending points lowers no tier. */
export function tierOf(lifetime: number): LoyaltyTier {
  if (lifetime >= goldFrom) return 'GOLD';
  return lifetime >= silverFrom ? 'SILVER' : 'BRONZE';
}
