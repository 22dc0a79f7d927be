import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Driven } from './drive.ts';
import type { LoadJob, Target } from './load-generator.ts';
import { buyers, password } from './shop.ts';

export interface LoadGenerator {
  pid: number | undefined;
  run(job: LoadJob): Promise<Driven>;
  stop(): unknown;
}

/** Signs the buyers in at each of the gateways, one a client, and starts the process that sends their orders over kept-alive connections. */
export async function openLoadGenerator(urls: readonly string[], clients: number): Promise<LoadGenerator> {
  const targets: Target[] = [];
  for (const url of urls) {
    const tokens: string[] = [];
    for (const { email } of buyers.slice(0, clients)) tokens.push(await signIn(url, email));
    targets.push({ url, tokens });
  }
  const child = fork(fileURLToPath(new URL('load-generator.ts', import.meta.url)), [JSON.stringify(targets)], { execArgv: [] });
  const ended = once(child, 'exit').then((): never => {
    throw new Error('the load generator ended');
  });
  ended.catch(() => undefined);
  return { pid: child.pid, run: (job) => Promise.race([runJob(child, job), ended]), stop: () => child.connected && child.disconnect() };
}

async function runJob(child: ChildProcess, job: LoadJob): Promise<Driven> {
  child.send(job);
  const answer = await new Promise<{ driven?: Driven; failed?: string }>((resolve) => child.once('message', resolve as () => void));
  if (!answer.driven) throw new Error(answer.failed);
  return answer.driven;
}

async function signIn(url: string, email: string): Promise<string> {
  const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { __typename ... on Session { accessToken } } }';
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { input: { email, password } } }),
  });
  const answer = (await response.json()) as { data?: { signIn?: { accessToken?: string } } };
  const token = answer.data?.signIn?.accessToken;
  if (token === undefined) throw new Error(`${email} could not sign in: ${JSON.stringify(answer)}`);
  return token;
}
