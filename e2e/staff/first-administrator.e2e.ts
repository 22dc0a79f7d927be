import { steadyPorts } from '@cartograph/kit/testing/steady-ports';
import { databaseVariable } from '@cartograph/stack/given-databases';
import { type Stack, startStack } from '@cartograph/stack/start-stack';
import { prepareFolder } from '@cartograph/stack/testing/prepared-folder';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, askFor, signIn } from '../support/ask.ts';
import { makeDataFolder, removeDataFolder } from '../support/data-folder.ts';
import { runProgram } from '../support/programs.ts';
import { runAdmin, tokenIn } from './admin-command.ts';
import { changeRole, choosePassword, enters, invite, readLog, refusalOf } from './asking.ts';

const dataDir = makeDataFolder();
const never = makeDataFolder();
let stack: Stack | undefined;
const open = async (): Promise<Stack> => (stack = await startStack({ dataDir, seed: 'none', purpose: 'a test' }));
const close = async (): Promise<void> => {
  await stack?.stop();
  stack = undefined;
};
beforeAll(async () => {
  await prepareFolder(dataDir, 'none');
  await open();
});
afterAll(async () => {
  await close();
  for (const folder of [dataDir, never]) removeDataFolder(folder);
});

const folder = { DATA_DIR: dataDir };
const boss = { ...folder, ADMIN_PASSWORD: 'correct horse' };

test('an administrator is made beside the running shop, invites staff, and takes their role, which ends what they may do', async () => {
  const { url } = stack ?? (await open());
  expect(await runAdmin(folder, 'list')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('nobody is an administrator') as string,
  });
  const made = await runAdmin(boss, 'create', 'boss@shop.test', '--name', 'Boss');
  expect(made).toEqual({ code: 0, stdout: 'boss@shop.test is an administrator now, with this password\n', stderr: '' });
  expect((await runAdmin(boss, 'create', 'Boss@shop.test')).stdout).toBe(
    'boss@shop.test was an administrator already, the password is as it was\n',
  );
  const admin = await signIn(url, 'boss@shop.test', 'correct horse');

  const { data } = await invite(url, admin, 'sam@shop.test');
  const chosen = await choosePassword(url, data?.inviteStaff?.token ?? '', 'my own choice');
  const { accessToken = '', refreshToken = '', customer } = chosen.session ?? {};
  const closed: [string, string][] = [
    ['{ staffMembers { id } }', 'staff:read'],
    ['{ auditLog { totalCount } }', 'audit:read'],
  ];
  expect(await ask(url, '{ customers { totalCount } customerGroups { code } }', {}, { token: accessToken })).not.toHaveProperty('errors');
  for (const [query, scope] of closed) expect(refusalOf(await ask(url, query, {}, { token: accessToken }))).toEqual([['FORBIDDEN', scope]]);
  expect(refusalOf(await invite(url, accessToken, 'pal@shop.test', 'ADMIN'))).toEqual([['FORBIDDEN', 'staff:write']]);

  const sam = customer?.id ?? '';
  for (const verb of ['grantRole', 'revokeRole'] as const)
    expect((await changeRole(url, admin, verb, sam, 'ADMIN')).data).toEqual({ [verb]: { __typename: 'RolesChanged' } });
  expect((await changeRole(url, admin, 'revokeRole', sam, 'STAFF')).data).toEqual({ revokeRole: { __typename: 'RolesChanged' } });
  const refresh = 'mutation ($input: RefreshSessionInput!) { refreshSession(input: $input) { __typename } }';
  expect(await askFor(url, refresh, { input: { refreshToken } })).toEqual({ refreshSession: { __typename: 'InvalidCredentials' } });
  const again = await signIn(url, 'sam@shop.test', 'my own choice');
  expect(refusalOf(await ask(url, '{ customers { totalCount } }', {}, { token: again }))).toEqual([['FORBIDDEN', 'customers:read']]);
});

test('who was an administrator a moment ago gives no role by the token of then; the last one stays', async () => {
  const { url } = stack ?? (await open());
  const admin = await signIn(url, 'boss@shop.test', 'correct horse');
  const { data } = await invite(url, admin, 'eve@shop.test', 'ADMIN');
  const eve = (await choosePassword(url, data?.inviteStaff?.token ?? '', 'evening star')).session;
  await changeRole(url, admin, 'revokeRole', eve?.customer.id ?? '', 'ADMIN');
  const back = await changeRole(url, eve?.accessToken ?? '', 'grantRole', eve?.customer.id ?? '', 'ADMIN');
  expect(refusalOf(back)).toEqual([['FORBIDDEN', 'staff:write']]);
  expect(refusalOf(await invite(url, eve?.accessToken ?? '', 'pal@shop.test', 'ADMIN'))).toEqual([['FORBIDDEN', 'staff:write']]);
  const { me } = await askFor<{ me: { id: string } }>(url, '{ me { id } }', {}, { token: admin });
  expect((await changeRole(url, admin, 'revokeRole', me.id, 'ADMIN')).data).toEqual({ revokeRole: { __typename: 'InvalidTransition' } });
});

test('all of it stands in the log: the command of the machine, and who changed what from where', async () => {
  const { url } = stack ?? (await open());
  const admin = await signIn(url, 'boss@shop.test', 'correct horse');
  await expect.poll(async () => (await readLog(url, admin)).length).toBe(7);
  const log = await readLog(url, admin);
  const command = { action: 'createAdministrator', room: 'customers', ip: null, actor: { kind: 'SYSTEM', name: 'npm run admin' } };
  expect(log.at(-1)).toEqual(command);
  expect(log.slice(0, -1).map(({ action }) => action)).toEqual([
    'revokeRole',
    'inviteStaff',
    'revokeRole',
    'revokeRole',
    'grantRole',
    'inviteStaff',
  ]);
  for (const { ip, actor } of log.slice(0, -1)) expect([ip, actor]).toEqual(['127.0.0.1', { kind: 'STAFF', name: 'boss@shop.test' }]);
});

test('by the URLs of its databases a shop elsewhere gets one, too; without a password and a terminal it says what to do', async () => {
  const { url, databases } = stack ?? (await open());
  const named = Object.fromEntries(Object.entries(databases).map(([room, given]) => [databaseVariable(room), given]));
  const elsewhere = await runAdmin({ DATA_DIR: never, ...named, ADMIN_PASSWORD: 'far away now' }, 'create', 'far@shop.test');
  expect(elsewhere).toMatchObject({ code: 0, stdout: 'far@shop.test is an administrator now, with this password\n' });
  expect(await enters(url, 'far@shop.test', 'far away now')).toBe(true);
  const asked = await runAdmin(folder, 'create', 'ask@shop.test');
  expect(asked).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/^ADMIN_PASSWORD: [^\n]+--link[^\n]+\n$/) as string });
  for (const [env, email] of [
    [{ ...folder, ADMIN_PASSWORD: 'short' }, 'new@shop.test'],
    [boss, 'no address'],
    [{ DATA_DIR: never, ADMIN_PASSWORD: 'long enough' }, 'new@shop.test'],
  ] as const)
    expect(await runAdmin(env, 'create', email)).toMatchObject({ code: 1, stderr: expect.stringMatching(/^[^\n]+\n$/) as string });
});

test('on a stopped shop it shows a token that is good once the shop is up, and leaves nothing running', async () => {
  await close();
  const made = await runAdmin(folder, 'create', 'boss@shop.test', '--link');
  expect(made.code).toBe(0);
  expect(made.stdout).toMatch(/^boss@shop\.test was an administrator already, and chooses a password with this token, good once, until /);
  const { url } = await open();
  expect(await enters(url, 'boss@shop.test', 'correct horse')).toBe(true);
  expect(await choosePassword(url, tokenIn(made.stdout), 'a new password')).toMatchObject({ __typename: 'PasswordChanged' });
  expect(await choosePassword(url, tokenIn(made.stdout), 'and another one')).toEqual({ __typename: 'InvalidToken' });
  expect(await enters(url, 'boss@shop.test', 'correct horse')).toBe(false);
  expect(await enters(url, 'boss@shop.test', 'a new password')).toBe(true);
});

test('in production the environment names the first one: the start shows a token once, and no restart makes another', async () => {
  const empty = makeDataFolder();
  const [port = 0] = await steadyPorts(1);
  const env = { DATA_DIR: empty, PORT: String(port), NODE_ENV: 'production', PAYMENTS: 'simulator', ADMIN_EMAIL: 'first@shop.test' };
  const start = async (): Promise<string> => {
    const program = runProgram('stack/src/main.ts', { ...env, HOME: process.env['HOME'] ?? '' });
    await expect.poll(() => program.stdout(), { timeout: 90_000 }).toContain('/health/ready');
    program.kill('SIGTERM');
    await program.ended;
    return program.stdout();
  };
  try {
    const first = await start();
    expect(first).toContain('first@shop.test is an administrator now, and chooses a password with this token, good once, until ');
    expect(tokenIn(first)).toHaveLength(43);
    expect(first).not.toContain('Nobody may fill this shop yet');
    expect(await start()).toMatch(/there is an administrator already: ADMIN_EMAIL did nothing/);
  } finally {
    removeDataFolder(empty);
  }
});
