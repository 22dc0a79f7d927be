import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Goes on until the signal says that it is enough. */
export type Attack = (url: string, enough: AbortSignal) => Promise<void>;

const send = async (url: string, body: object): Promise<void> => {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => undefined);
  await answer?.text().catch(() => undefined);
};

/** Four at a time, another text each time. */
const asking =
  (make: (index: number) => object): Attack =>
  async (url, enough) => {
    let index = 0;
    const ask = async (): Promise<void> => {
      while (!enough.aborted) await send(url, make((index += 1)));
    };
    await Promise.all([ask(), ask(), ask(), ask()]);
  };

/** Connections that are opened, say something and wait; those that are closed are opened again. */
const holding =
  (count: number, text: string): Attack =>
  async (url, enough) => {
    const { hostname, port } = new URL(url);
    const sockets = new Set<ReturnType<typeof connect>>();
    while (!enough.aborted) {
      while (sockets.size < count) {
        const socket = connect(Number(port), hostname);
        sockets.add(socket);
        socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
        socket.resume().write(text);
      }
      await sleep(50);
    }
    for (const socket of sockets) socket.destroy();
  };

const head = 'POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n';
const catalogue = JSON.stringify({
  query: '{ products(first: 50) { edges { node { title variants { sku title price { unit { amount } } availability { available } } } } } }',
});

export const attacks: Readonly<Record<string, Attack>> = {
  'texts of 255 kB': asking((index) => ({ query: `{ categories { slug } } #\u0439${index}${'x'.repeat(255_000)}` })),
  'long lists in the text': asking((index) => ({
    query: `{ productVariants(skus: ["${index}" ${'"a" '.repeat(4_900)}]) { sku } }`,
  })),
  'lists that rooms refuse': asking((index) => ({ query: `{ productVariants(skus: ["${index}" ${'"a" '.repeat(490)}]) { sku } }` })),
  'brackets without end': asking((index) => ({ query: `{ a${index}(a: ${'['.repeat(50_000)}` })),
  'variables without end': asking(() => ({
    query: 'query ($ids: [String!]!) { productVariants(skus: $ids) { sku } }',
    variables: { ids: Array.from({ length: 20_000 }, (_, index) => `${index}`) },
  })),
  'new operations': asking((index) => ({
    query: `{ products(first: 3) { edges { node { ${Array.from({ length: 40 }, (_, field) => `a${index}_${field}: title`).join(' ')} } } } }`,
  })),
  'mistakes by the dozen': asking((index) => ({
    query: `{ ${Array.from({ length: 29 }, (_, field) => `x${index}_${field} @a @b`).join(' ')} }`,
  })),
  'pages as large as is allowed': asking(() => ({
    query:
      '{ products(first: 100) { edges { node { id title variants { sku title price { unit { amount } list { amount } } availability { available status } } } } } }',
  })),
  'one connection that asks for all at once': holding(1, `${head}content-length: ${catalogue.length}\r\n\r\n${catalogue}`.repeat(90)),
  'silent connections': holding(400, ''),
  'headers that never end': holding(200, head),
  'bodies that never end': holding(200, `${head}content-length: 900\r\n\r\n{`),
};
