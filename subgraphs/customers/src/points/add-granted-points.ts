import type { Database } from '@cartograph/kit/db';
import { badUserInput } from '@cartograph/kit/errors';
import { isUuid } from '@cartograph/kit/ids';
import { insertGrants } from '#points/ledger-store';
import { retrySingly } from '#points/retry-singly';
import { checkPoints } from '#points/rules/check-commands';

export interface GrantPointsCommand {
  customerId: string;
  /** From 1. */
  points: number;
  /** For the customer, such as "Welcome". */
  reason: string;
  /** 1 to 255 characters; the same key is granted once, whatever else is said. */
  key: string;
  /** When that was; now when unset. */
  at?: Date | undefined;
}

export interface GrantPointsOutcome {
  key: string;
  /** false: it was made before. */
  granted: boolean;
}

/** Gives points, spendable at once. A customer who does not exist is a fault. */
export async function grantPoints(db: Database, commands: readonly GrantPointsCommand[]): Promise<GrantPointsOutcome[]> {
  for (const { customerId, points, key } of commands) {
    checkPoints('points', points, 1);
    if (!isUuid(customerId)) throw badUserInput('input', 'customerId must be a UUID.');
    if (key.length < 1 || key.length > 255) throw badUserInput('input', 'key must be 1 to 255 characters.');
  }
  const first = new Map<string, GrantPointsCommand>();
  for (const command of commands) if (!first.has(command.key)) first.set(command.key, command);
  const granted = new Set(
    await retrySingly([...first.values()], (batch) =>
      insertGrants(
        db,
        batch.map((grant) => ({ ...grant, at: grant.at ?? null })),
      ),
    ),
  );
  return commands.map(({ key }) => ({ key, granted: granted.has(key) }));
}
