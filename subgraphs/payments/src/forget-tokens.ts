import type { Deps } from '#deps';
import { forgetTokensAfter } from '#token-store';

/**
 * Forgets the tokens of payments that the provider decided before tokens were forgotten with the decision: lists of 1,000, each a statement
 * of its own, so that it may stop anywhere and begin again. Gives how many it forgot.
 */
export async function forgetTokens({ db }: Pick<Deps, 'db'>): Promise<number> {
  let forgotten = 0;
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const found = await forgetTokensAfter(db, after, 1_000);
    if (!found) return forgotten;
    forgotten += found.forgotten;
    after = found.last;
  }
}
