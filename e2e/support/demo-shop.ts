import { readFileSync } from 'node:fs';
import { type Stack, type StackOptions, startStack } from '@cartograph/stack/start-stack';
import { prepareFolder } from '@cartograph/stack/testing/prepared-folder';
import { ask, askFor, type Reply, signIn } from './ask.ts';
import { makeDataFolder, removeDataFolder } from './data-folder.ts';

export interface DemoShop {
  /** Of the moment: a restart replaces it. */
  stack(): Stack;
  url(): string;
  /** Answers and errors, as they came. */
  ask<Data>(query: string, variables?: Record<string, unknown>, token?: string): Promise<Reply<Data>>;
  /** The data of an operation that must succeed. */
  askFor<Data>(query: string, variables?: Record<string, unknown>, token?: string): Promise<Data>;
  /** The access token of a demo account, such as `ada`. */
  tokenOf(account: string): Promise<string>;
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** The shop with the demo in it, started in this process on a folder of its own, asked over HTTP. */
export async function openDemoShop(more: Partial<StackOptions> = {}): Promise<DemoShop> {
  const dataDir = makeDataFolder();
  const open = () => startStack({ dataDir, seed: 'demo', purpose: 'a test', ...more });
  let stack = await prepareFolder(dataDir, 'demo')
    .then(open)
    .catch((error: unknown) => {
      removeDataFolder(dataDir);
      throw error;
    });
  const tokens = new Map<string, Promise<string>>();
  return {
    stack: () => stack,
    url: () => stack.url,
    ask: (query, variables = {}, token) => ask(stack.url, query, variables, { token }),
    askFor: (query, variables = {}, token) => askFor(stack.url, query, variables, { token }),
    tokenOf: (account) => {
      const token = tokens.get(account) ?? signIn(stack.url, `${account}@example.com`);
      tokens.set(account, token);
      return token;
    },
    restart: async () => {
      await stack.stop();
      stack = await open();
    },
    close: async () => {
      await stack.stop();
      removeDataFolder(dataDir);
    },
  };
}

/** One of the example operations that clients begin with, by the number in its file's name. */
export function example(name: string): string {
  return readFileSync(new URL(`../../schema/operations/${name}.graphql`, import.meta.url), 'utf8');
}
