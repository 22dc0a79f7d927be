import { getNamedType, isAbstractType, isLeafType } from 'graphql';
import type { Field } from './api.ts';
import type { Caller } from './callers.ts';
import { type Asked, costOf, countOf, halve, textOf } from './everything.ts';

export interface Fault {
  message: string;
  path?: (string | number)[];
  extensions?: Record<string, unknown>;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  data: Record<string, unknown> | null;
  errors: Fault[];
  /** The request's body, as it was sent. */
  sent: string;
}

/** One operation over HTTP, whoever asks. */
export type Send = (query: string, variables: Record<string, unknown>, caller: Caller) => Promise<Answer>;

export const sendTo =
  (url: string): Send =>
  async (query, variables, { token }) => {
    const sent = JSON.stringify({ query, variables });
    const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const headers = { 'content-type': 'application/json', ...authorization };
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: sent, signal: AbortSignal.timeout(60_000) });
    const text = await response.text();
    const { data = null, errors = [] } = JSON.parse(text) as Partial<Answer>;
    return { status: response.status, headers: response.headers, text, data, errors, sent };
  };

/** One root field with some of what may be asked below it. */
export interface Question {
  root: 'Query' | 'Mutation';
  field: Field;
  asked: Asked[];
}

/** Below what the gateway allows. */
const most = { fields: 500, cost: 100_000 };

/** Several where one would pass a limit; what passes one alone, nobody can ask for. */
export function questionsOf(root: Question['root'], field: Field, asked: Asked[]): Question[] {
  if (countOf(asked) <= most.fields && costOf(asked) <= most.cost) return [{ root, field, asked }];
  return halve(asked)?.flatMap((half) => questionsOf(root, field, half)) ?? [];
}

export async function put(send: Send, { root, field, asked }: Question, values: Record<string, unknown>, caller: Caller): Promise<Answer> {
  const used = field.args.filter(({ name }) => values[name] !== undefined);
  const declared = used.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const passed = used.map(({ name }) => `${name}: $${name}`).join(', ');
  const type = getNamedType(field.type);
  const selection = isLeafType(type) ? '' : textOf(asked, isAbstractType(type));
  const operation = root === 'Mutation' ? 'mutation' : 'query';
  const query = `${operation} Matrix${declared && `(${declared})`} { ${field.name}${passed && `(${passed})`} ${selection} }`;
  return send(query, values, caller);
}
