import { type GraphQLSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';

/** `Type.field(arg:)`, `Type.field`, `Type`, `@directive(arg:)`, from the innermost outwards. */
export function outwards(coordinate: string): string[] {
  const [member = ''] = coordinate.split('(');
  const [type = ''] = member.split('.');
  return [...new Set([coordinate, member, type])];
}

/** Whether a schema has what a coordinate names. */
export function exists(schema: GraphQLSchema, coordinate: string): boolean {
  const [, at, type = '', member, argument] = /^(@?)(\w+)(?:\.(\w+))?(?:\((\w+):\))?$/.exec(coordinate) ?? [];
  if (at) {
    const directive = schema.getDirective(type);
    return directive != null && (argument === undefined || directive.args.some(({ name }) => name === argument));
  }
  const found = schema.getType(type);
  if (!found || member === undefined) return found !== undefined;
  if (isEnumType(found)) return found.getValue(member) != null;
  if (isInputObjectType(found)) return found.getFields()[member] !== undefined;
  if (!isObjectType(found) && !isInterfaceType(found)) return false;
  const field = found.getFields()[member];
  return field !== undefined && (argument === undefined || field.args.some(({ name }) => name === argument));
}
