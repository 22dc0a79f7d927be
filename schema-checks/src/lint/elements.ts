import type {
  ConstDirectiveNode,
  DirectiveDefinitionNode,
  EnumValueDefinitionNode,
  FieldDefinitionNode,
  InputValueDefinitionNode,
  NameNode,
  SelectionSetNode,
  TypeDefinitionNode,
  TypeExtensionNode,
  TypeNode,
} from 'graphql';
import { Kind } from 'graphql';
import type { Canonical } from './federation.ts';

/** What rules look at: the SDL of every subgraph, taken apart. Each element knows its coordinate and where it stands. */
export interface Graph {
  sources: readonly Source[];
  /** One a type and subgraph, its extensions there merged in. */
  types: readonly Part[];
  /** All subgraphs' parts of a type. */
  byName: ReadonlyMap<string, readonly Part[]>;
  fields: readonly Field[];
  args: readonly Value[];
  inputFields: readonly Value[];
  /** Fields, arguments and input fields: all that has a type. */
  typed: readonly (Field | Value)[];
  values: readonly EnumValue[];
  /** The project's own; federation's are left out. */
  directives: readonly Directive[];
  /** Coordinates that are @inaccessible in some subgraph, and so in the supergraph. */
  hidden: ReadonlySet<string>;
  /** Coordinates that some subgraph describes: composition takes that description. */
  described: ReadonlySet<string>;
}

export interface Source {
  /** The subgraph; absent for a plain API schema. */
  name?: string;
  file: string;
  canonical: Canonical;
}

/** One `@key` of a type. */
export interface Key {
  /** The names of its fields, first level. */
  fields: readonly string[];
  selection: SelectionSetNode;
  /** Can the type be looked up by it here? */
  resolvable: boolean;
}

interface Element {
  source: Source;
  /** The schema coordinate. */
  path: string;
  name: NameNode;
}

/** A directive on something, by federation's name for it. */
export interface Applied {
  name: string;
  node: ConstDirectiveNode;
}

export type TypeKind = 'object' | 'interface' | 'union' | 'enum' | 'input' | 'scalar';

/** What one subgraph says of a type. */
export interface Part extends Element {
  kind: TypeKind;
  root?: 'query' | 'mutation' | 'subscription';
  nodes: (TypeDefinitionNode | TypeExtensionNode)[];
  directives: Applied[];
  fields: Field[];
  inputFields: Value[];
  values: EnumValue[];
  /** Of a union. */
  members: string[];
  interfaces: string[];
  keys: readonly Key[];
}

export interface Field extends Element {
  parent: Part;
  node: FieldDefinitionNode;
  args: readonly Value[];
  directives: readonly Applied[];
}

/** An argument, or a field of an input type. */
export interface Value extends Element {
  /** The coordinate of the field or input type that it belongs to. */
  parent: string;
  node: InputValueDefinitionNode;
  directives: readonly Applied[];
}

export interface EnumValue extends Element {
  parent: string;
  node: EnumValueDefinitionNode;
  directives: readonly Applied[];
}

export interface Directive extends Element {
  node: DirectiveDefinitionNode;
  args: readonly Value[];
}

export const has = ({ directives }: { directives: readonly Applied[] }, name: string): boolean =>
  directives.some((directive) => directive.name === name);

/** Is it, or the type around it, absent from the API? */
export const isInternal = ({ hidden }: Graph, { path }: { path: string }): boolean =>
  hidden.size > 0 && (hidden.has(path) || hidden.has(typeOfPath(path)) || hidden.has(path.replace(/\(.*$/, '')));

const typeOfPath = (path: string): string => path.replace(/[.(].*$/s, '');

/** `[Lamp!]!` is of Lamp. */
export const namedType = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type));

export const isRequired = (type: TypeNode): boolean => type.kind === Kind.NON_NULL_TYPE;

export const isList = (type: TypeNode): boolean =>
  type.kind === Kind.LIST_TYPE || (type.kind === Kind.NON_NULL_TYPE && type.type.kind === Kind.LIST_TYPE);

export const descriptionOf = ({ node }: { node: { description?: { value: string } | undefined } }): string =>
  node.description?.value.replaceAll(/\s+/g, ' ').trim() ?? '';

/** Does a description promise a number that a list or page never exceeds: "at most 200", "from 1 to 100"? */
export const saysBound = (description: string): boolean =>
  /\b(?:at most|up to|no more than|from \d[\d,]* to|between \d[\d,]* and|maximum(?: of)?|max\.?) \d|\d[\d,]* at most\b/i.test(description);
