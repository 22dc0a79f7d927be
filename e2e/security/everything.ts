import {
  astFromValue,
  type GraphQLObjectType,
  getNamedType,
  getNullableType,
  isAbstractType,
  isLeafType,
  isListType,
  isRequiredArgument,
  print,
} from 'graphql';
import { assumedSizes } from '../strangers/lists-in.ts';
import { type Api, type Field, fieldsOf, isPaging, objectsIn } from './api.ts';
import { least } from './arguments.ts';
import { isClosed } from './rows.ts';
import { isNobodys, rowOf, type Table } from './wanting.ts';

/** A field to ask for, of objects of one type, and what to ask below it. */
export interface Asked {
  type: GraphQLObjectType;
  field: Field;
  /** What it is called in the answer. */
  key: string;
  below: Asked[];
}

const sizes = assumedSizes();

/** How many the gateway counts. */
const sizeOf = (type: GraphQLObjectType, field: Field): number =>
  isListType(getNullableType(field.type)) ? (sizes.get(`${type.name}.${field.name}`) ?? (isPaging(type) ? 2 : 10)) : 1;

const tooMany = 2_000;

/** Clients may go 15 levels deep; the root is the first. */
const deepest = 14;

/**
 * All that may be asked below a field, as deep as clients may go, as far as it leads to something of somebody's or of the staff's. An
 * entity may stand within itself so often, as an order in its customer's orders, and then has only its plain fields. What is nobody's is
 * asked for on the first way to it alone, and long lists of it not under other long lists: the gateway refuses that to anybody.
 */
export function everything(api: Api, table: Table, root: Field, within = 1): Asked[] {
  const leads = createLeads(api, table);
  const once = new Set<GraphQLObjectType>();
  const hasRow = ({ name }: GraphQLObjectType): boolean => Object.keys(table.rows).some((place) => place.startsWith(`${name}.`));
  const under = (field: Field, trail: readonly GraphQLObjectType[], many: number): Asked[] => {
    const types = objectsIn(api, field);
    const named = types.flatMap((type) => {
      const again = trail.filter((one) => one === type).length;
      if (again > (api.entities.has(type.name) ? within : 0) || trail.length >= deepest) return [];
      if (isNobodys(table, type) && once.has(type)) return [];
      once.add(type);
      return fieldsOf(type).flatMap((one) => pick(type, one, [...trail, type], many, again === 1 && api.entities.has(type.name)));
    });
    return types.length > 1 ? withoutConflicts(named) : named;
  };
  const pick = (type: GraphQLObjectType, field: Field, trail: readonly GraphQLObjectType[], above: number, ownOnly: boolean): Asked[] => {
    const asked = { type, field, key: field.name, below: [] };
    const many = above * sizeOf(type, field);
    if (isLeafType(getNamedType(field.type))) return isNobodys(table, type) && !rowOf(api, table, type, field) ? [] : [asked];
    const row = rowOf(api, table, type, field);
    if (many > tooMany && many > above && isNobodys(table, type)) return [];
    // Behind the staff's door is what staff may see, but for what has a row of its own; and their lists are long.
    const ends = ownOnly || (row && isClosed(row) && !objectsIn(api, field).some(hasRow)) || !objectsIn(api, field).some(leads);
    const below = ends ? [] : under(field, trail, many);
    // Whether there is something is worth asking where it is somebody's, such as a sum of money.
    return below.length > 0 || (!ownOnly && row) ? [{ ...asked, below }] : [];
  };
  return under(root, [], 1);
}

/** Does something of the type's, however deep, have a row? */
function createLeads(api: Api, table: Table): (type: GraphQLObjectType) => boolean {
  const own = (type: GraphQLObjectType): boolean =>
    (!isNobodys(table, type) && !isPaging(type)) || fieldsOf(type).some(({ name }) => table.rows[`${type.name}.${name}`] !== undefined);
  const known = new Map<GraphQLObjectType, boolean>();
  return (type) => {
    const before = known.get(type);
    if (before !== undefined) return before;
    const within = new Set([type]);
    for (const one of within) for (const field of fieldsOf(one)) for (const below of objectsIn(api, field)) within.add(below);
    const found = [...within].some(own);
    known.set(type, found);
    return found;
  };
}

/** Fields of one name that give several types stand under names of their own. */
const withoutConflicts = (asked: Asked[]): Asked[] =>
  asked.map((one) => {
    const conflict = asked.some(({ field }) => field.name === one.field.name && String(field.type) !== String(one.field.type));
    return conflict ? { ...one, key: `${one.field.name}Of${one.type.name}` } : one;
  });

export const countOf = (asked: readonly Asked[]): number => asked.reduce((sum, { below }) => sum + 1 + countOf(below), 0);

/** As the gateway counts it, with `__typename` and `id`: what stands below a list is asked for once an item. */
export const costOf = (asked: readonly Asked[]): number =>
  asked.reduce((sum, { type, field, below }) => {
    return sum + 1 + (isLeafType(getNamedType(field.type)) ? 0 : sizeOf(type, field) * (2 + costOf(below)));
  }, 0);

/** Two halves that ask for the same together; undefined for a single field. */
export function halve(asked: readonly Asked[]): [Asked[], Asked[]] | undefined {
  const [only, ...more] = asked;
  if (!only) return undefined;
  if (more.length > 0) return [asked.slice(0, Math.ceil(asked.length / 2)), asked.slice(Math.ceil(asked.length / 2))];
  const halves = halve(only.below);
  return halves && [[{ ...only, below: halves[0] }], [{ ...only, below: halves[1] }]];
}

/** The selection as text, with what each object is and which; pages have two items. */
export function textOf(asked: readonly Asked[], abstract: boolean, type = asked[0]?.type): string {
  const fields = (of: readonly Asked[], object: GraphQLObjectType | undefined): string => {
    const id = object && 'id' in object.getFields() && !of.some(({ key }) => key === 'id') ? 'id ' : '';
    return id + of.map(fieldText).join(' ');
  };
  if (!abstract) return `{ __typename ${fields(asked, type)} }`;
  const types = new Set(asked.map((one) => one.type));
  return `{ __typename ${[...types]
    .map(
      (one) =>
        `... on ${one.name} { ${fields(
          asked.filter((field) => field.type === one),
          one,
        )} }`,
    )
    .join(' ')} }`;
}

function fieldText({ field, key, below }: Asked): string {
  const type = getNamedType(field.type);
  const alias = key === field.name ? '' : `${key}: `;
  return `${alias}${field.name}${argumentsText(field)}${isLeafType(type) ? '' : ` ${textOf(below, isAbstractType(type))}`}`;
}

function argumentsText({ args }: Field): string {
  const given = args.flatMap((one) => {
    if (one.name === 'first') return ['first: 2'];
    const value = isRequiredArgument(one) ? astFromValue(least(one.type), one.type) : null;
    return value ? [`${one.name}: ${print(value)}`] : [];
  });
  return given.length === 0 ? '' : `(${given.join(', ')})`;
}
