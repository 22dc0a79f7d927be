import {
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
} from 'graphql';
import type { Say } from './say.ts';

/** Things that stand in others by their key alone: they are asked for by themselves. */
const keys: Readonly<Record<string, string>> = {
  Cart: 'id',
  Category: 'id version',
  Collection: 'id',
  Coupon: 'id',
  Customer: 'id',
  LoyaltyAccount: 'id available',
  Order: 'id',
  Placement: 'id',
  Product: 'id version',
  ProductVariant: 'sku',
  Promotion: 'id version',
};

const leads = (type: GraphQLObjectType): boolean => /(Connection|Edge)$/.test(type.name);

/** All that a type has, without what needs arguments. On top a list shows whole things. */
function fieldsOf(type: GraphQLObjectType, top: boolean): string {
  return Object.values(type.getFields())
    .filter(({ args }) => !args.some(isRequiredArgument))
    .map(({ name, type: of }) => {
      const named = getNamedType(of);
      if (isLeafType(named)) return name;
      if (!isObjectType(named)) return name === 'problem' ? 'problem { code message }' : '';
      const key = top && leads(type) ? undefined : keys[named.name];
      return `${name} { ${key ?? fieldsOf(named, top && leads(type))} }`;
    })
    .join(' ');
}

export interface Asking {
  /** What is too much to be asked for whole. */
  say: <Data = unknown>(operation: string) => Promise<Data>;
  /** A query's whole answer, with its arguments as they are written in GraphQL. */
  ask: <Data = unknown>(field: string, written?: string) => Promise<Data>;
  /** A mutation's whole answer, whichever it is. */
  change: (field: string, input: Record<string, unknown>) => Promise<unknown>;
  /** The same, where it must not be refused. */
  make: <Data = unknown>(field: string, input: Record<string, unknown>) => Promise<Data>;
}

/** Asks for everything there is to be seen, so that a field which the API gains is asked for, too. */
export function askWhole(api: GraphQLSchema, say: Say, token: string): Asking {
  const answerOf = (root: GraphQLObjectType | null | undefined, field: string) => {
    const found = root?.getFields()[field];
    if (!found) throw new Error(`the API has no field ${field}`);
    const named = getNamedType(found.type);
    const input = String(found.args.find(({ name }) => name === 'input')?.type);
    if (isObjectType(named)) return { input, fields: `{ ${fieldsOf(named, true)} }` };
    if (!isUnionType(named)) return { input, fields: '' };
    const members = named.getTypes().map((type) => `... on ${type.name} { ${fieldsOf(type, false)} }`);
    return { input, fields: `{ ${members.join(' ')} }` };
  };
  const change = async (field: string, input: Record<string, unknown>): Promise<Answered> => {
    const { input: type, fields } = answerOf(api.getMutationType(), field);
    const operation = `mutation Do($input: ${type}) { ${field}(input: $input) ${fields} }`;
    const answered = (await say<Record<string, Answered>>(operation, { input }, token))[field];
    if (!answered) throw new Error(`${field} answered nothing`);
    return answered;
  };
  return {
    say: (operation) => say(operation, {}, token),
    ask: async <Data>(field: string, written = '') => {
      const { fields } = answerOf(api.getQueryType(), field);
      return (await say<Record<string, Data>>(`{ ${field}${written} ${fields} }`, {}, token))[field] as Data;
    },
    change,
    make: async <Data>(field: string, input: Record<string, unknown>) => {
      const answered = await change(field, input);
      if (answered.code !== undefined) throw new Error(`${field} is refused: ${JSON.stringify(answered)}`);
      return answered as Data;
    },
  };
}

type Answered = Record<string, unknown> & { code?: string };
