import {
  type GraphQLArgument,
  type GraphQLEnumType,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLScalarType,
  type GraphQLSchema,
  type GraphQLUnionType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isScalarType,
  isSpecifiedScalarType,
  isUnionType,
} from 'graphql';

/** Everything that clients of `contract` would miss in `api`, one sentence each. `api` may have more, as long as no client must give it. */
export function missedBy(contract: GraphQLSchema, api: GraphQLSchema): string[] {
  return Object.values(contract.getTypeMap())
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) => {
      if (isScalarType(type) && isSpecifiedScalarType(type)) return [];
      const found = api.getType(type.name);
      if (!found) return [`${type.name} is missing`];
      if (found.constructor !== type.constructor) return [`${type.name} is another kind of type`];
      return inType(type, found);
    });
}

function inType(wanted: GraphQLNamedType, found: GraphQLNamedType): string[] {
  if (isObjectType(wanted) || isInterfaceType(wanted)) return inFields(wanted, found as GraphQLObjectType | GraphQLInterfaceType);
  if (isInputObjectType(wanted)) return inInputs(wanted.name, wanted, found as GraphQLInputObjectType);
  if (isUnionType(wanted)) return names(wanted.name, membersOf(wanted), membersOf(found as GraphQLUnionType));
  if (isEnumType(wanted)) return names(wanted.name, valuesOf(wanted), valuesOf(found as GraphQLEnumType));
  return (found as GraphQLScalarType).specifiedByURL ? [] : [`${wanted.name} does not say how it is written`];
}

const membersOf = (type: GraphQLUnionType): string[] => type.getTypes().map(({ name }) => name);
const valuesOf = (type: GraphQLEnumType): string[] => type.getValues().map(({ name }) => name);

const names = (where: string, wanted: readonly string[], found: readonly string[]): string[] =>
  wanted.filter((name) => !found.includes(name)).map((name) => `${where} lacks ${name}`);

function inFields(wanted: GraphQLObjectType | GraphQLInterfaceType, found: GraphQLObjectType | GraphQLInterfaceType): string[] {
  const interfaces = (type: typeof wanted): string[] => type.getInterfaces().map(({ name }) => name);
  return [
    ...names(wanted.name, interfaces(wanted), interfaces(found)),
    ...Object.values(wanted.getFields()).flatMap((field) => inField(`${wanted.name}.${field.name}`, field, found.getFields()[field.name])),
  ];
}

function inField(where: string, wanted: GraphQLField<unknown, unknown>, found: GraphQLField<unknown, unknown> | undefined): string[] {
  if (!found) return [`${where} is missing`];
  const type = String(found.type) === String(wanted.type) ? [] : [`${where} is ${String(found.type)}, not ${String(wanted.type)}`];
  return [...type, ...inArguments(where, wanted.args, found.args, isRequiredArgument)];
}

const inInputs = (where: string, wanted: GraphQLInputObjectType, found: GraphQLInputObjectType): string[] =>
  inArguments(where, Object.values(wanted.getFields()), Object.values(found.getFields()), isRequiredInputField);

function inArguments<Given extends GraphQLArgument | GraphQLInputField>(
  where: string,
  wanted: readonly Given[],
  found: readonly Given[],
  isRequired: (given: Given) => boolean,
): string[] {
  const said = (given: Given): string =>
    `${String(given.type)}${given.defaultValue === undefined ? '' : ` = ${JSON.stringify(given.defaultValue)}`}`;
  const missed = wanted.flatMap((given) => {
    const other = found.find(({ name }) => name === given.name);
    if (!other) return [`${where}(${given.name}) is missing`];
    return said(other) === said(given) ? [] : [`${where}(${given.name}) is ${said(other)}, not ${said(given)}`];
  });
  const demanded = found.filter((given) => isRequired(given) && !wanted.some(({ name }) => name === given.name));
  return [...missed, ...demanded.map(({ name }) => `${where}(${name}) must be given, and clients do not know it`)];
}
