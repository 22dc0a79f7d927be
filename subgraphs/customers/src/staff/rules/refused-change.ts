import type { InvalidTransition } from '@cartograph/kit/problems';
import { invalidTransition } from '@cartograph/kit/problems';

/** Else nobody could give roles any more, but whoever runs the machine. */
export const lastAdministrator = (): InvalidTransition =>
  invalidTransition('This is the last administrator who may sign in: make another one first.', ['grantRole', 'inviteStaff']);
