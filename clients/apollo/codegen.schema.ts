import { type GraphQLSchema, getNamedType, isAbstractType, isInputObjectType, isObjectType } from 'graphql';

/** What cache and links know of the schema: members of unions and interfaces, types without an id, and mutations whose input may have a key. */
export function plugin(schema: GraphQLSchema): string {
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
  const abstract = types.filter(isAbstractType);
  const possibleTypes = Object.fromEntries(abstract.map((type) => [type.name, schema.getPossibleTypes(type).map(({ name }) => name)]));
  const roots = new Set([schema.getQueryType()?.name, schema.getMutationType()?.name]);
  const values = types.filter(isObjectType).filter((type) => !type.getFields()['id'] && !roots.has(type.name));
  const keyed = Object.values(schema.getMutationType()?.getFields() ?? {}).filter(({ args }) => {
    const input = args.find(({ name }) => name === 'input');
    const type = input && getNamedType(input.type);
    return isInputObjectType(type) && type.getFields()['idempotencyKey'] !== undefined;
  });
  const written = (name: string, value: unknown, of: string): string =>
    `export const ${name}: ${of} = ${JSON.stringify(value, undefined, 2)};\n`;
  return [
    written('possibleTypes', possibleTypes, 'Record<string, string[]>'),
    written(
      'valueObjects',
      values.map(({ name }) => name),
      'readonly string[]',
    ),
    written(
      'keyedMutations',
      keyed.map(({ name }) => name),
      'readonly string[]',
    ),
  ].join('\n');
}
