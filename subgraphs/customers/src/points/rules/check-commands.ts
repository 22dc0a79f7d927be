import { badUserInput } from '@cartograph/kit/errors';
import { isUuid } from '@cartograph/kit/ids';

const maxPoints = 2_147_483_647;

/** Commands come from rooms: what is malformed is a fault of theirs and refuses the whole list before anything is touched. */
export function checkPlacements(commands: readonly { placementId: string }[]): void {
  for (const { placementId } of commands) if (!isUuid(placementId)) throw badUserInput('input', 'placementId must be a UUID.');
}

export function checkPoints(name: string, points: number, least = 0): void {
  if (!Number.isInteger(points) || points < least || points > maxPoints)
    throw badUserInput('input', `${name} must be a whole number from ${least} to ${maxPoints}.`);
}

/** The first command of each placement, ids in small letters as the database gives them. */
export function firstOfEach<Command extends { placementId: string }>(commands: readonly Command[]): Command[] {
  const first = new Map<string, Command>();
  for (const command of commands) {
    const placementId = command.placementId.toLowerCase();
    if (!first.has(placementId)) first.set(placementId, { ...command, placementId });
  }
  return [...first.values()];
}

/** Answers in the order of the commands; a placement that is nowhere is a fault: a Confirm never comes before its Try. */
export function inOrder<Found extends { placementId: string }>(
  commands: readonly { placementId: string }[],
  found: readonly Found[],
): Found[] {
  const byId = new Map(found.map((hold) => [hold.placementId, hold]));
  return commands.map(({ placementId }) => {
    const hold = byId.get(placementId.toLowerCase());
    if (!hold) throw new Error(`customers knows no placement ${placementId}`);
    return { ...hold, placementId };
  });
}
