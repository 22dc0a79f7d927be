import type { Progress } from '@cartograph/kit/work';
import { advance } from '#placing/advance-placement';
import { type DriveDependencies, finished, type Move, type Newborn } from '#placing/drive';
import type { Placement } from '#placing/rules/placement';
import { settle } from '#placing/settle-placement';
import { undo } from '#placing/undo-placement';

/**
 * Drives one placement from wherever it stands to its end: the same code for the first attempt, for a retry and after a crash.
 * Every call may have been made before: participants answer a repeated Try with what they stored.
 */
export function createDrive(deps: DriveDependencies): (id: string, newborn?: Newborn) => Promise<Progress> {
  return async (id, newborn) => {
    const life = await deps.life.token();
    let placement = newborn?.placement ?? (await deps.journal.load(id));
    while (placement) {
      const progress = await goOn(deps, placement, life, newborn?.ground);
      if (progress) return progress;
      const { state } = placement;
      placement = await deps.journal.load(id);
      if (placement?.state !== state) continue;
      deps.life.doubt();
      throw new Error(`still ${state}: a participant has let go of it, or the server crashed since its first call`);
    }
    return finished;
  };
}

async function goOn(deps: DriveDependencies, placement: Placement, life: string, ground?: Newborn['ground']): Move {
  switch (placement.state) {
    case 'pending':
      return advance(deps, placement, life, ground);
    case 'confirmed':
      return settle(deps, placement, life);
    case 'aborting':
      return undo(deps, placement, life);
    case 'completed':
    case 'aborted':
      return finished;
  }
}
