import { randomBytes } from 'node:crypto';
import { demoPassword, people } from './seed/people.ts';

export interface Welcome {
  url: string;
  metricsUrl: string | undefined;
  /** The demo shop is there to buy from. */
  demo: boolean;
  /** Somebody is its administrator. */
  administered: boolean;
  production: boolean;
}

/** What a newcomer sees when all is up: where to go, who to be, and one thing to do. */
export function welcome({ url, metricsUrl, demo, administered, production }: Welcome): string {
  const places = [
    ['GraphQL', `${url}/graphql`],
    ...(production ? [] : [['IDE, works offline', `${url}/graphiql`]]),
    ['Ready?', `${url}/health/ready`],
    ['Payments', 'the simulator: no money moves'],
    ...(metricsUrl === undefined ? [] : [['Metrics', metricsUrl]]),
  ];
  const blocks = [table(places)];
  if (!administered) blocks.push('Nobody may fill this shop yet: npm run admin -- create <e-mail> makes an administrator.');
  if (demo && !production) {
    const accounts = people.flatMap(({ email, account }) => (account ? [[email, account]] : []));
    blocks.push(`Demo accounts, password ${demoPassword}\n${table(accounts)}`);
  }
  if (demo) {
    const operation = firstOrder(`first-order-${randomBytes(3).toString('hex')}`);
    blocks.push(`Place an order: paste this into the IDE\n\n${operation}`, `or into a terminal\n\n${curl(url, operation)}`);
  }
  return `${blocks.join('\n\n')}\n`;
}

const table = (rows: readonly (readonly string[])[]): string =>
  rows.map(([left = '', ...rest]) => `  ${left.padEnd(22)}${rest.join('  ')}`).join('\n');

/** Sent twice it is still one order: the key says so. */
export const firstOrder = (idempotencyKey: string): string => `mutation {
  placeOrder(input: {
    idempotencyKey: "${idempotencyKey}"
    email: "you@example.com"
    lines: [{ sku: "MUG-CLASSIC", quantity: 2 }, { sku: "TEA-DARJEELING", quantity: 10 }]
    shippingAddress: { name: "You", line1: "1 Main St", city: "Oakland", region: "CA", postalCode: "94607", country: "US" }
    payment: { token: "tok_ok" }
  }) {
    __typename
    ... on OrderPlaced { replayed order { number status totals { total { amount currencyCode } } } }
    ... on OrderRejected { problems { code message } }
  }
}`;

const curl = (url: string, query: string): string => {
  const body = JSON.stringify({ query: query.replaceAll(/\s+/g, ' ') });
  return `curl -s ${url}/graphql -H 'content-type: application/json' -d '${body}'`;
};
