import { isLeafType } from 'graphql';
import { type Api, fieldsOf } from './api.ts';
import type { Answer, Send } from './ask.ts';
import type { Caller } from './callers.ts';
import { type Asked, everything, textOf } from './everything.ts';
import type { Table } from './wanting.ts';

/** A token, and others that look like it. */
export function tokensLike(token: string, others: readonly string[]): string[] {
  const flipped = token.at(-1) === 'A' ? 'B' : 'A';
  const near = [`${token.slice(0, -1)}${flipped}`, token.slice(0, -1), `${token}A`, ` ${token} `, swapCase(token)];
  return [...near, '', ' ', 'null', '*', '%', "' or '1'='1", ...others];
}

const swapCase = (text: string): string =>
  text.replaceAll(/[a-z]/gi, (one) => (one === one.toLowerCase() ? one.toUpperCase() : one.toLowerCase()));

/** The numbers before and after, as somebody counts who knows their own. */
export function numbersBeside(number: string, many: number): string[] {
  const [, head = '', digits = ''] = /^(.*?)(\w+)$/.exec(number) ?? [];
  const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  const last = alphabet.indexOf(digits.at(-1) ?? '');
  return Array.from({ length: many }, (_, step) => `${head}${digits.slice(0, -1)}${alphabet[(last + step + 1) % alphabet.length]}`);
}

/**
 * One's own things with another field under the name of their key: what other rooms are asked about is then what that field says. One question
 * a plain field.
 */
export async function askUnderOtherKeys(
  api: Api,
  table: Table,
  send: Send,
  caller: Caller,
  values: Record<string, unknown>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const name of ['me', 'order', 'cart', 'placement']) {
    const root = api.schema.getQueryType()?.getFields()[name];
    const type = root && everything(api, table, root, 0)[0]?.type;
    if (!root || !type) throw new Error(`there is no ${name}`);
    const selection = everything(api, table, root, 0).filter(({ key }) => key !== 'id');
    const keys: Asked[] = fieldsOf(type)
      .filter((field) => isLeafType(field.type) || 'ofType' in field.type)
      .map((field) => ({ type, field, key: 'id', below: [] }));
    for (const key of keys.filter(({ field }) => /^(ID|String)!?$/.test(String(field.type)))) {
      const query = `query Under($${name}: ID!) { ${name}(id: $${name}) ${textOf([key, ...selection], false)} }`;
      const own = name === 'me' ? query.replace('($me: ID!)', '').replace('(id: $me)', '') : query;
      answers.push(await send(own, name === 'me' ? {} : { [name]: values[name] }, caller));
    }
  }
  return answers;
}
