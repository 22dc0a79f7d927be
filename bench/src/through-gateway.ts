import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { askGateway } from './ask-gateway.ts';
import type { Driven } from './drive.ts';
import type { LoadJob } from './load-generator.ts';

export interface LoadGenerator {
  pid: number | undefined;
  run(job: LoadJob): Promise<Driven>;
  stop(): unknown;
}

/** Starts the process that sends requests over kept-alive connections, one per client. */
export function openLoadGenerator(): LoadGenerator {
  const child = fork(fileURLToPath(new URL('load-generator.ts', import.meta.url)), { execArgv: [] });
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

const door = (mutation: 'signIn' | 'signUp'): string =>
  `mutation ($input: S${mutation.slice(1)}Input!) { ${mutation}(input: $input) { __typename ... on Session { accessToken } } }`;

/** Access tokens, in the order of the e-mails, of customers who are there or who sign up. */
export async function enter(mutation: 'signIn' | 'signUp', url: string, emails: readonly string[], password: string): Promise<string[]> {
  const tokens: string[] = [];
  for (const email of emails) {
    const data = await askGateway<Record<string, { accessToken?: string }>>(url, door(mutation), { input: { email, password } });
    const token = data[mutation]?.accessToken;
    if (token === undefined) throw new Error(`${mutation} of ${email}: ${JSON.stringify(data)}`);
    tokens.push(token);
  }
  return tokens;
}
