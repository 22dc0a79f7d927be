import { holdsScope, scopes } from '@cartograph/kit/scopes';
import type { GraphQLObjectType } from 'graphql';
import { type Api, type Field, fieldsOf, isPaging, objectsIn, rootsOf, scopeNamed } from './api.ts';
import { isClosed, type Row } from './rows.ts';

export interface Table {
  /**
   * By `Type.field`; `Type.*` stands for the plain fields of a type that is no entity: those that name no token or e-mail address, are not the
   * staff's and lead to no entity.
   */
  rows: Readonly<Record<string, Row>>;
  /** Types that hold nothing of anybody. Refusals need not be named: they say of a request what was in it. */
  nobodys: ReadonlySet<string>;
}

export const isNobodys = ({ nobodys }: Table, type: GraphQLObjectType): boolean =>
  nobodys.has(type.name) || type.getInterfaces().some(({ name }) => name === 'Problem');

/** What a field is called that is somebody's even on a page for everybody. */
const personal = /e-?mail|token|secret|password|phone|address|customer|recipient|^ip$/i;

export function rowOf(api: Api, table: Table, type: GraphQLObjectType, field: Field): Row | undefined {
  const own = table.rows[`${type.name}.${field.name}`];
  if (own) return own;
  const plain =
    scopeNamed(field) === undefined &&
    !isTagged(api, type, field) &&
    !personal.test(field.name) &&
    objectsIn(api, field).every((below) => isNobodys(table, below) || !api.entities.has(below.name));
  return plain ? table.rows[`${type.name}.*`] : undefined;
}

/** What the table and the API do not agree on, a sentence each with the line that would mend it. */
export function wanting(api: Api, table: Table): string[] {
  return [...new Set([...missing(api, table), ...gone(api, table), ...contradicted(api, table)])].sort();
}

function missing(api: Api, table: Table): string[] {
  const found: string[] = [];
  const seen = new Set<string>();
  const visit = (type: GraphQLObjectType, behindStaff: boolean): void => {
    if (seen.has(`${type.name} ${behindStaff}`) || seen.has(`${type.name} false`)) return;
    seen.add(`${type.name} ${behindStaff}`);
    if (isNew(api, table, type, behindStaff)) {
      found.push(`${type.name} is new. List it in e2e/security/table.ts as nobody's, or say who may see it:  '${type.name}.*': theirs,`);
      return;
    }
    for (const field of fieldsOf(type)) {
      const row = rowOf(api, table, type, field);
      if (!row && isWanted(api, table, type, field, behindStaff)) found.push(sentence(api, type, field));
      else for (const below of objectsIn(api, field)) visit(below, behindStaff || (row !== undefined && isClosed(row)));
    }
  };
  for (const root of rootsOf(api)) visit(root, false);
  return found;
}

/** A type of which the table says nothing; entities are asked about field by field. */
function isNew(api: Api, table: Table, type: GraphQLObjectType, behindStaff: boolean): boolean {
  if (behindStaff || isPaging(type) || isNobodys(table, type) || api.entities.has(type.name) || rootsOf(api).includes(type)) return false;
  return !Object.keys(table.rows).some((place) => place.startsWith(`${type.name}.`));
}

function isWanted(api: Api, table: Table, type: GraphQLObjectType, field: Field, behindStaff: boolean): boolean {
  if (rootsOf(api).includes(type) || scopeNamed(field) !== undefined) return true;
  if (behindStaff || isPaging(type)) return false;
  if (!isNobodys(table, type) || isTagged(api, type, field) || personal.test(field.name)) return true;
  return objectsIn(api, field).some((below) => !isNobodys(table, below) && !isPaging(below));
}

const isTagged = (api: Api, type: GraphQLObjectType, field: Field): boolean =>
  api.staffs.has(`${type.name}.${field.name}`) || objectsIn(api, field).some(({ name }) => api.staffs.has(name));

function sentence(api: Api, type: GraphQLObjectType, field: Field): string {
  const place = `${type.name}.${field.name}`;
  return `${place} has no row. Who may see it? Say so in e2e/security/table.ts:  '${place}': ${likelyRow(api, type, field)},`;
}

function likelyRow(api: Api, type: GraphQLObjectType, field: Field): string {
  const scope = scopes.find((one) => one === scopeNamed(field));
  if (scope === undefined) return isTagged(api, type, field) ? 'staff()' : 'theirs';
  return holdsScope({ kind: 'customer', customerId: '', email: '', roles: ['staff'] }, scope) ? `staff('${scope}')` : `admins('${scope}')`;
}

function gone(api: Api, { rows, nobodys }: Table): string[] {
  const types = api.schema.getTypeMap();
  const known = (place: string): boolean => {
    const [name = '', field = ''] = place.split('.');
    const type = types[name];
    if (!type || !('getFields' in type)) return false;
    return field === '*' || Object.hasOwn(type.getFields(), field);
  };
  return [
    ...Object.keys(rows).flatMap((place) =>
      known(place) ? [] : [`${place} has a row, and is not in the API any more: take the row out.`],
    ),
    ...[...nobodys].flatMap((name) => (types[name] ? [] : [`${name} is listed as nobody's, and is not in the API any more: take it out.`])),
    ...Object.keys(rows).flatMap((place) =>
      place.endsWith('.*') && api.entities.has(place.slice(0, -2)) ? [`${place}: each field of an entity has a row of its own.`] : [],
    ),
  ];
}

/** The table says what is, the manual what clients are told: one of them is wrong. */
function contradicted(api: Api, table: Table): string[] {
  const types = Object.values(api.schema.getTypeMap()).filter((type): type is GraphQLObjectType => 'getFields' in type);
  return types.flatMap((type) =>
    Object.values(type.getFields()).flatMap((field) => {
      const place = `${type.name}.${field.name}`;
      const row = table.rows[place];
      if (!row) return [];
      const scope = scopeNamed(field);
      const told = scope === row.scope || (scope === undefined && row.scope === undefined);
      return [
        ...(told ? [] : [`${place}: the table says ${row.scope ?? 'no scope'}, its description ${scope ?? 'none'}.`]),
        ...(isTagged(api, type, field) === isClosed(row)
          ? []
          : [
              `${place}: ${isClosed(row) ? 'staff alone see it, and it has no @tag(name: "staff").' : 'it is tagged as the staff’s, and others see it.'}`,
            ]),
      ];
    }),
  );
}
