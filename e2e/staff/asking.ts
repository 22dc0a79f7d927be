import { ask, askFor, type Reply, signIn } from '../support/ask.ts';

/** The code and the scope of what was refused. */
export const refusalOf = ({ errors }: Reply<unknown>) =>
  errors?.map(({ extensions }) => [extensions?.code, (extensions as { scope?: string } | undefined)?.scope]);

interface Chosen {
  resetPassword: { __typename: string; session?: { accessToken: string; refreshToken: string; customer: { id: string } } };
}

export async function choosePassword(url: string, token: string, newPassword: string): Promise<Chosen['resetPassword']> {
  const mutation = `mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { __typename
    ... on PasswordChanged { session { accessToken refreshToken customer { id } } } } }`;
  return (await askFor<Chosen>(url, mutation, { input: { token, newPassword } })).resetPassword;
}

export interface Invited {
  __typename: string;
  token?: string;
}

const inviting = `mutation ($input: InviteStaffInput!) { inviteStaff(input: $input) { __typename ... on StaffInvited { token } } }`;

export const invite = (url: string, by: string, email: string, role = 'STAFF') =>
  ask<{ inviteStaff: Invited | null }>(url, inviting, { input: { email, name: 'Sam', role } }, { token: by });

export const changeRole = (url: string, by: string, verb: 'grantRole' | 'revokeRole', customerId: string, role: string) =>
  ask<Record<string, { __typename: string } | null>>(
    url,
    `mutation ($input: ${verb === 'grantRole' ? 'GrantRoleInput' : 'RevokeRoleInput'}!) { ${verb}(input: $input) { __typename } }`,
    { input: { customerId, role } },
    { token: by },
  );

export interface Entry {
  action: string;
  room: string;
  ip: string | null;
  actor: { kind: string; name: string };
}

export async function readLog(url: string, token: string): Promise<Entry[]> {
  const query = '{ auditLog { edges { node { action room ip actor { kind name } } } } }';
  const { auditLog } = await askFor<{ auditLog: { edges: { node: Entry }[] } }>(url, query, {}, { token });
  return auditLog.edges.map(({ node }) => node);
}

export const enters = (url: string, email: string, password: string): Promise<boolean> =>
  signIn(url, email, password).then(
    () => true,
    () => false,
  );
