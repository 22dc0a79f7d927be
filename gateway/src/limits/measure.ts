import {
  type ArgumentNode,
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  OperationTypeNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';

/** The size of a document with every fragment written out; what a fragment costs is counted at each place that spreads it. */
export interface Size {
  /** Levels of fields; introspection is not counted, graphql-js limits it itself. */
  depth: number;
  aliases: number;
  /** Fields at the root of the largest operation. */
  rootFields: number;
  /** Fields at the root of the largest mutation. */
  commands: number;
  fields: number;
  directives: number;
  /** Values that are written into its longest list. */
  listed: number;
}

/** Measures without a schema and in one pass: each fragment is measured once, so that nesting them costs us nothing. */
export function measure(document: DocumentNode): Size {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const measured = new Map<string, Size>();

  const ofFragment = (name: string): Size => {
    const known = measured.get(name);
    if (known) return known;
    // A fragment within itself is empty here; validation refuses it in so many words.
    measured.set(name, empty());
    const size = ofSelections(fragments.get(name)?.selectionSet);
    measured.set(name, size);
    return size;
  };

  const ofSelections = (set: SelectionSetNode | undefined): Size => {
    const total = empty();
    for (const selection of set?.selections ?? []) {
      total.directives += selection.directives?.length ?? 0;
      total.listed = Math.max(total.listed, ofDirectives(selection.directives));
      if (selection.kind === Kind.FIELD) {
        const below = ofSelections(selection.selectionSet);
        const introspection = selection.name.value.startsWith('__');
        add(total, { ...below, rootFields: 1, commands: 0, fields: below.fields + 1, depth: introspection ? 1 : below.depth + 1 });
        if (selection.alias) total.aliases += 1;
        total.listed = Math.max(total.listed, ofArguments(selection.arguments));
      } else {
        add(total, selection.kind === Kind.INLINE_FRAGMENT ? ofSelections(selection.selectionSet) : ofFragment(selection.name.value));
      }
    }
    return total;
  };

  const all = empty();
  for (const node of document.definitions) {
    if (node.kind !== Kind.OPERATION_DEFINITION) continue;
    const size = ofSelections(node.selectionSet);
    for (const { defaultValue, directives } of node.variableDefinitions ?? [])
      size.listed = Math.max(size.listed, longest(defaultValue), ofDirectives(directives));
    size.listed = Math.max(size.listed, ofDirectives(node.directives));
    if (node.operation === OperationTypeNode.MUTATION) size.commands = size.rootFields;
    for (const key of Object.keys(all) as (keyof Size)[]) all[key] = Math.max(all[key], size[key]);
  }
  return all;
}

const empty = (): Size => ({ depth: 0, aliases: 0, rootFields: 0, commands: 0, fields: 0, directives: 0, listed: 0 });

const ofDirectives = (directives: readonly DirectiveNode[] = []): number => most(directives, (node) => ofArguments(node.arguments));

const ofArguments = (args: readonly ArgumentNode[] = []): number => most(args, ({ value }) => longest(value));

/** How many values the longest list within a value has. */
function longest(value: ValueNode | undefined): number {
  if (value?.kind === Kind.LIST) return Math.max(value.values.length, most(value.values, longest));
  return value?.kind === Kind.OBJECT ? most(value.fields, (field) => longest(field.value)) : 0;
}

function most<Item>(items: readonly Item[], of: (item: Item) => number): number {
  let found = 0;
  for (const item of items) found = Math.max(found, of(item));
  return found;
}

function add(total: Size, part: Size): void {
  total.depth = Math.max(total.depth, part.depth);
  total.aliases += part.aliases;
  total.rootFields += part.rootFields;
  total.fields += part.fields;
  total.directives += part.directives;
  total.listed = Math.max(total.listed, part.listed);
}
