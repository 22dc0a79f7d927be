import { badUserInput } from '@cartograph/kit/errors';
import { isUuid } from '@cartograph/kit/ids';
import { maxLines, maxQuantity } from '@cartograph/kit/problems';
import type { Demand } from '#rules/reservation';

/** Commands come from rooms: what is malformed is a fault of theirs and refuses the whole list before anything is touched. */
export function distinctPlacementIds(commands: readonly { placementId: string }[]): string[] {
  const ids = [...new Set(commands.map(({ placementId }) => placementId.toLowerCase()))];
  if (!ids.every(isUuid)) throw badUserInput('input', 'placementId must be a UUID.');
  return ids;
}

export function checkDemands(demands: readonly Demand[]): void {
  for (const { lines } of demands) {
    if (lines.length < 1 || lines.length > maxLines) throw badUserInput('input', `lines must be 1 to ${maxLines}.`);
    for (const { quantity } of lines)
      if (!Number.isInteger(quantity) || quantity < 1 || quantity > maxQuantity)
        throw badUserInput('input', `quantity must be a whole number from 1 to ${maxQuantity}.`);
  }
}

/** Answers in the order of the commands; a placement that is nowhere is a fault: a Confirm never comes before its Try. */
export function inOrder<Command extends { placementId: string }, Found extends { placementId: string }>(
  commands: readonly Command[],
  found: readonly Found[],
): Found[] {
  const byId = new Map(found.map((hold) => [hold.placementId, hold]));
  return commands.map(({ placementId }) => {
    const hold = byId.get(placementId.toLowerCase());
    if (!hold) throw new Error(`inventory knows no placement ${placementId}`);
    return { ...hold, placementId };
  });
}
