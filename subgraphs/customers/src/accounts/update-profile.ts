import { unauthenticated } from '@cartograph/kit/errors';
import { preparePhones } from '@cartograph/kit/people/phone';
import { type InvalidInput, invalidFields, type VersionConflict, versionConflict } from '@cartograph/kit/problems';
import { lockProfile, setProfile } from '#accounts/profile-store';
import { changedProfile, type GivenProfile, isSameProfile } from '#accounts/rules/profile';
import type { Deps } from '#deps';

export interface UpdateProfileCommand extends GivenProfile {
  expectedVersion?: number | null | undefined;
}

export type UpdateProfileOutcome = { kind: 'updated' } | { kind: 'refused'; problem: InvalidInput | VersionConflict };

/** Somebody changes what they keep of themselves. What stands already is no change, and no conflict. */
export async function updateProfile({ db }: Deps, customerId: string, command: UpdateProfileCommand): Promise<UpdateProfileOutcome> {
  if (command.phone) await preparePhones();
  return db.transaction(async (tx) => {
    const found = await lockProfile(tx, customerId);
    if (!found) throw unauthenticated('Sign in again.');
    const { next, faults } = changedProfile(found, command);
    const problem = invalidFields(faults);
    if (problem) return { kind: 'refused', problem };
    if (isSameProfile(found, next)) return { kind: 'updated' };
    if (command.expectedVersion != null && command.expectedVersion !== found.version)
      return { kind: 'refused', problem: versionConflict('customer', found.version) };
    await setProfile(tx, customerId, next);
    return { kind: 'updated' };
  });
}
