import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { silentLog } from '@cartograph/kit/log';
import { serveRoom } from '@cartograph/kit/serve';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Source } from '#rooms/source';
import { type LoginShop, loginShop } from '#testing/login-shop';
import { type Started, startSmallGateway } from '#testing/start';

const callerSecret = 'a secret of sixteen or more';
const log = silentLog();
const enter = 'enter(token: $token) { customer { soldTo } }';

let shop: LoginShop;
const stops: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  shop = await loginShop();
});
afterAll(() => Promise.all(stops.map((stop) => stop())));

async function startWith(sources: Record<string, Source>, more: Parameters<typeof startSmallGateway>[0] = {}): Promise<Started> {
  const found = (room: string): Source => sources[room] ?? { execute: shop.sales };
  const started = await startSmallGateway({ supergraphSdl: shop.supergraphSdl, callerSecret, log, sources: found, ...more });
  stops.push(() => started.gateway.stop());
  return started;
}

async function served(room: 'accounts' | 'sales'): Promise<Source> {
  const server = await serveRoom(
    room,
    { execute: shop[room], unready: () => Promise.resolve([]) },
    { host: '127.0.0.1', port: 0, callerSecret },
    silentLog(),
  );
  stops.push(() => server.stop());
  return { url: server.url };
}

describe.each(['in process', 'over HTTP'])('a login page %s', (where) => {
  let started: Started;
  beforeAll(async () => {
    const sources = where === 'in process' ? { accounts: { execute: shop.accounts } } : { accounts: await served('accounts') };
    started = await startWith({ ...sources, ...(where === 'over HTTP' && { sales: await served('sales') }) });
  });
  const ask = async (query: string, bearer?: string, token?: string) => {
    const headers: Record<string, string> = bearer === undefined ? {} : { authorization: `Bearer ${bearer}` };
    const { data, errors, extensions } = await started.ask(query, headers, { token });
    return { data, errors, extensions };
  };

  test('is answered in one request: what other rooms know of the customer who has just signed in is there', async () => {
    const token = await started.tokens.token();
    expect(await ask(`mutation ($token: String!) { ${enter} sell }`, undefined, token)).toEqual({
      data: { enter: { customer: { soldTo: 'ada@example.com' } }, sell: 'ada@example.com' },
    });
    expect((await ask('{ sales }')).data).toEqual({ sales: 'guest' });
  });

  test('tells clients nothing of what rooms tell the gateway, also where the operation is known', async () => {
    const token = await started.tokens.token();
    for (let time = 0; time < 3; time += 1)
      expect(await ask('mutation ($token: String!) { enter(token: $token) { customer { id } } }', undefined, token)).toEqual({
        data: { enter: { customer: { id: 'somebody' } } },
      });
  });

  test('counts the newest: whoever was signed in as somebody else goes on as the new one', async () => {
    const [before, after] = [await started.tokens.token({ email: 'grace@example.com' }), await started.tokens.token()];
    const { data } = await ask(`mutation ($token: String!) { first: sell ${enter} last: sell }`, before, after);
    expect(data).toEqual({ first: 'grace@example.com', enter: { customer: { soldTo: 'ada@example.com' } }, last: 'ada@example.com' });
  });

  test('goes on as a guest after a sign-out', async () => {
    const { data } = await ask('mutation { first: sell leave { customer { soldTo } } last: sell }', await started.tokens.token());
    expect(data).toEqual({ first: 'ada@example.com', leave: { customer: { soldTo: 'guest' } }, last: 'guest' });
  });

  test('stays who it was when the token is forged, expired or none, and the log says so', async () => {
    const logged = vi.spyOn(log, 'error');
    const forged = (await started.tokens.token()).slice(0, -6);
    for (const token of [`${forged}AAAAAA`, await started.tokens.token({ expiresIn: '-1s' }), 'nonsense', '']) {
      const { data, errors } = await ask(`mutation ($token: String!) { ${enter} sell }`, undefined, token);
      expect({ data, errors }).toEqual({ data: { enter: { customer: { soldTo: 'guest' } }, sell: 'guest' }, errors: undefined });
    }
    expect(logged.mock.calls.map(([, message]) => message)).toEqual(
      Array.from({ length: 4 }, () => 'a room handed over a session that is none'),
    );
    logged.mockRestore();
  });
});

test('while a new token cannot be checked, what needs it is an error and not a null to be believed', async () => {
  const started = await startWith({ accounts: { execute: shop.accounts } }, { jwks: () => Promise.reject(new Error('no keys')) });
  const { data, errors } = await started.ask(`mutation ($token: String!) { ${enter} }`, {}, { token: await started.tokens.token() });
  expect(data).toEqual({ enter: { customer: { soldTo: null } } });
  expect(errors).toMatchObject([{ path: ['enter', 'customer', 'soldTo'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }]);
});

test('a subgraph that is not ours cannot say who asks', async () => {
  let answer = '';
  const foreign = createServer((request, response) => {
    request.resume();
    request.on('end', () => response.setHeader('content-type', 'application/json').end(answer));
  });
  await new Promise<void>((resolve) => foreign.listen(0, '127.0.0.1', resolve));
  stops.push(() => new Promise((resolve) => foreign.close(resolve)));
  const started = await startWith({ accounts: { endpoint: `http://127.0.0.1:${(foreign.address() as AddressInfo).port}/` } });
  const customer = { __typename: 'Customer', id: 'somebody' };
  const session = { accessToken: await started.tokens.token() };
  answer = JSON.stringify({ data: { enter: { customer } }, extensions: { session } });
  const { data, extensions } = await started.ask(`mutation ($token: String!) { ${enter} }`, {}, { token: 'any' });
  expect({ data, extensions }).toEqual({ data: { enter: { customer: { soldTo: 'guest' } } }, extensions: undefined });
});
