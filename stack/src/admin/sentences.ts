import type { Administrator, MakeAdministratorOutcome } from '@cartograph/customers/server';
import { ConfigError } from '@cartograph/kit/config';

type Made = Extract<MakeAdministratorOutcome, { kind: 'administrator' }>;

const is = {
  opened: 'is an administrator now',
  promoted: 'was there already and is an administrator now',
  unchanged: 'was an administrator already',
} as const;

const password = {
  set: 'with this password',
  kept: 'the password is as it was',
  invited: 'and chooses a password with this token, good once',
} as const;

/** What became of it, for whoever asked. Throws ConfigError, with a sentence, for what was refused. */
export function sentenceOf(outcome: MakeAdministratorOutcome, variable: string): string {
  switch (outcome.kind) {
    case 'administrator':
      return [`${outcome.email} ${is[outcome.account]}, ${password[outcome.password]}${until(outcome)}`, ...shown(outcome)].join('\n');
    case 'not-the-first':
      return `there is an administrator already: ${variable} did nothing`;
    case 'disabled':
      throw new ConfigError(`${variable}: the account ${outcome.email} is disabled; an administrator enables it with updateCustomer.`);
    case 'invalid':
      throw new ConfigError(`${variable}: ${outcome.problem.message}`);
  }
}

const until = ({ invitation }: Made): string =>
  invitation ? `, until ${invitation.expiresAt.toISOString()}; it is shown here alone:` : '';

const shown = ({ invitation }: Made): string[] =>
  invitation
    ? [`  ${invitation.token}`, `  mutation { resetPassword(input: { token: "${invitation.token}", newPassword: "..." }) { __typename } }`]
    : [];

export const listOf = (administrators: readonly Administrator[]): string =>
  administrators.length === 0
    ? 'nobody is an administrator; npm run admin -- create <e-mail> makes one'
    : administrators.map(({ email, state }) => `${email}${remarks[state]}`).join('\n');

const remarks = { active: '', invited: '  (has no password yet)', disabled: '  (disabled)' } as const;
