import { type DirectiveNode, Kind, type OperationDefinitionNode, type SelectionNode, type ValueNode } from 'graphql';

/** The value of a Boolean argument, written out or handed in; undefined when there is none. */
export type ValueOf = (value: ValueNode | undefined) => unknown;

/** With the variables of a request, and the operation's defaults for those that were left out. */
export function valuesOf({ variableDefinitions = [] }: OperationDefinitionNode, variables: Readonly<Record<string, unknown>>): ValueOf {
  const defaults = new Map(variableDefinitions.map(({ variable, defaultValue }) => [variable.name.value, defaultValue]));
  const valueOf: ValueOf = (value) => {
    if (value?.kind === Kind.BOOLEAN) return value.value;
    if (value?.kind === Kind.NULL) return null;
    if (value?.kind !== Kind.VARIABLE) return undefined;
    const name = value.name.value;
    return Object.hasOwn(variables, name) && variables[name] !== undefined ? variables[name] : valueOf(defaults.get(name));
  };
  return valueOf;
}

/** Does `@skip` or `@include` leave this field or fragment out of the answer? */
export const isLeftOut = ({ directives = [] }: SelectionNode, valueOf: ValueOf): boolean =>
  directives.some((directive) => {
    const condition = valueOf(ifOf(directive));
    return directive.name.value === 'skip' ? condition === true : directive.name.value === 'include' && condition === false;
  });

const ifOf = ({ arguments: given = [] }: DirectiveNode): ValueNode | undefined => given.find(({ name }) => name.value === 'if')?.value;
