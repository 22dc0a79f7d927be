import type { Api } from './api.ts';
import type { Answer, Question } from './ask.ts';
import { type Caller, relationsTo } from './callers.ts';
import type { Asked } from './everything.ts';
import type { Person, Things } from './people.ts';
import { isClosed, type Role, type Sight } from './rows.ts';
import { rowOf, type Table } from './wanting.ts';

/** What was got to see, or an error that is no refusal. */
export type Got = Sight | 'fault';

export interface Known {
  api: Api;
  table: Table;
  people: readonly Person[];
}

export interface Judgement {
  /** A sentence for each thing that is not as the table says. */
  findings: string[];
  /** What was looked at, such as "Order.email owner seen". */
  looked: Set<string>;
}

const refusals: ReadonlySet<unknown> = new Set(['UNAUTHENTICATED', 'FORBIDDEN']);

/** Every field of an answer against its row; `target`: whose thing was asked for. */
export function judgeFields(known: Known, { root, field, asked }: Question, answer: Answer, caller: Caller, target?: string): Judgement {
  const { api, table, people } = known;
  const owners = new Map(people.flatMap(({ name, things }) => ownedIds(things).map((id): [unknown, string] => [id, name])));
  const errors = new Map(answer.errors.map((error) => [error.path?.join('.') ?? '', error.extensions?.['code'] ?? 'none']));
  const findings: string[] = [];
  const looked = new Set<string>();
  const walk = (below: readonly Asked[], value: unknown, owner: string | undefined, path: string): void => {
    if (Array.isArray(value)) return value.forEach((one, index) => walk(below, one, owner, `${path}.${index}`));
    if (typeof value !== 'object' || value === null) return;
    const object = value as Record<string, unknown>;
    const whose = owners.get(object['id']) ?? owner;
    for (const one of below) {
      if (one.type.name !== object['__typename']) continue;
      const way = `${path}.${one.key}`;
      const found = object[one.key];
      const row = rowOf(api, table, one.type, one.field);
      if (row && !row.partly) {
        const relations = relationsTo(caller, whose);
        const [relation = caller.role] = relations;
        const got = gotOf(found, errors.get(way));
        const place = `${one.type.name}.${one.field.name}`;
        looked.add(`${place} ${relation} ${got}`);
        if (!relations.some((each) => fits(row.sight[each], got)))
          findings.push(sentence(place, way, relation, got, row.sight[relation], whose));
      }
      walk(one.below, found, whose, way);
    }
  };
  walk(asked, answer.data?.[field.name], target, field.name);
  return { findings: [...findings, ...marksIn(people, answer, caller, `${root}.${field.name}`)], looked };
}

const ownedIds = ({ customer, cart, order, refundedOrder, waiting }: Things): unknown[] =>
  [customer, cart, order, refundedOrder, waiting].filter((id) => id !== undefined);

function gotOf(value: unknown, code: unknown): Got {
  // The least that an argument takes need not be a country that there is: nothing was told.
  if (code === 'BAD_USER_INPUT') return 'hidden';
  if (code !== undefined) return refusals.has(code) ? 'refused' : 'fault';
  return value == null || (Array.isArray(value) && value.length === 0) ? 'hidden' : 'seen';
}

/** What may be seen need not be there. */
const fits = (may: Sight, got: Got): boolean => may === got || (may === 'seen' && got === 'hidden');

const sentence = (place: string, way: string, relation: Role, got: Got, may: Sight, whose = 'nobody'): string =>
  `${place} at ${way}, ${whose}'s: ${got} for ${relation}; the table says ${may}.`;

/** What belongs to others and was not in the question, wherever it stands; and tokens that stand in an address. */
export function marksIn(
  people: readonly Person[],
  { text, sent, headers }: Pick<Answer, 'text' | 'sent' | 'headers'>,
  caller: Caller,
  where: string,
): string[] {
  const addresses = [...text.matchAll(/"(https?:[^"]*)"/g), ...[...headers].map(([, value]) => ['', value])].map(
    ([, address = '']) => address,
  );
  const inAddresses = people
    .flatMap(({ token, accessTokens }) => [token, ...Object.values(accessTokens ?? {})])
    .filter((secret) => secret !== undefined && addresses.some((address) => address.includes(secret)))
    .map(() => `${where}: a token stands in an address or a header.`);
  if (caller.role === 'staff' || caller.role === 'admin') return inAddresses;
  const others = people.filter(({ name }) => name !== caller.person);
  const read = others.flatMap(({ name, marks }) =>
    marks
      .filter((mark) => text.includes(mark) && !sent.includes(mark))
      .map((mark) => `${where}: ${caller.role} reads "${mark.slice(0, 40)}", which is ${name}'s.`),
  );
  return [...inAddresses, ...read];
}

/** What came of asking for a thing, beside what comes of asking for one that never was. */
export function sightOf(field: string, answer: Answer, unknown: Answer | undefined, things: Things, others: Things): Got {
  const code = answer.errors.find(({ path }) => path === undefined || (path.length === 1 && path[0] === field))?.extensions?.['code'];
  if (refusals.has(code)) return 'refused';
  // They may, once they have signed in again.
  if (code === 'STEP_UP_REQUIRED') return 'seen';
  if (code !== undefined && code !== 'BAD_USER_INPUT') return 'fault';
  if (!unknown) return 'seen';
  const same = answer.status === unknown.status && neutral(answer.text, things) === neutral(unknown.text, others);
  return same ? 'hidden' : 'seen';
}

const neutral = (text: string, things: Things): string =>
  Object.entries(things).reduce(
    (rest, [name, value]) => (typeof value === 'string' && value.length > 5 ? rest.replaceAll(value, `<${name}>`) : rest),
    text,
  );

/** Fields that staff alone may see, and of which administrators saw nothing: that others saw nothing then says nothing. */
export const unproven = ({ table }: Known, looked: ReadonlySet<string>): string[] =>
  Object.entries(table.rows).flatMap(([place, row]) =>
    isClosed(row) && !row.empty && row.sight.admin === 'seen' && !looked.has(`${place} admin seen`)
      ? [`${place}: administrators saw nothing there.`]
      : [],
  );
