import { type ConstDirectiveNode, Kind, parse, print, type SelectionNode, type SelectionSetNode } from 'graphql';

/** The fields of a @key, @requires or @provides on one line and in one order; undefined when the directive is not there. */
export function fieldsOf(directive: ConstDirectiveNode | undefined): string | undefined {
  if (!directive) return undefined;
  const value = directive.arguments?.find(({ name }) => name.value === 'fields')?.value;
  const text = value?.kind === Kind.STRING ? value.value : '';
  const set = selectionsOf(text);
  return set ? write(set) : text;
}

/** The top-level and nested fields that a field set names, as paths: `id`, `owner.id`. */
export function pathsOf(fields: string): Set<string> {
  const paths = new Set<string>();
  const walk = (set: SelectionSetNode, before: string): void => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const path = `${before}${selection.name.value}`;
        paths.add(path);
        if (selection.selectionSet) walk(selection.selectionSet, `${path}.`);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        walk(selection.selectionSet, `${before}${selection.typeCondition?.name.value ?? ''}:`);
      }
    }
  };
  const set = selectionsOf(fields);
  if (set) walk(set, '');
  return paths;
}

function selectionsOf(fields: string): SelectionSetNode | undefined {
  try {
    const [operation] = parse(`{${fields}}`).definitions;
    return operation && 'selectionSet' in operation ? operation.selectionSet : undefined;
  } catch {
    return undefined;
  }
}

function write({ selections }: SelectionSetNode): string {
  return selections.map(writeOne).sort().join(' ');
}

function writeOne(selection: SelectionNode): string {
  if (selection.kind === Kind.FRAGMENT_SPREAD || !selection.selectionSet) return print(selection);
  const { selectionSet, ...head } = selection;
  const start = head.kind === Kind.FIELD ? print(head) : `... on ${head.typeCondition?.name.value ?? ''}`.trim();
  return `${start} { ${write(selectionSet)} }`;
}
