/** What a list can be narrowed by: `name` and the values go into its filter as they are. */
export interface Facet {
  readonly kind: FacetKind;
  readonly name: string;
  readonly label: string;
  readonly values: readonly FacetValue[];
}

export type FacetKind = 'CATEGORY' | 'PRODUCT_TYPE' | 'OPTION' | 'ATTRIBUTE' | 'TAG' | 'IN_STOCK' | 'RATING';

export interface FacetValue {
  readonly value: string;
  readonly label: string;
  readonly count: number;
  readonly selected: boolean;
}

/** How many products have a value. */
export interface FacetCount {
  readonly kind: FacetKind;
  readonly name: string;
  readonly nameLabel: string;
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

interface Named {
  readonly name: string;
  readonly values: readonly string[];
}

/** What is chosen already. */
export interface Chosen {
  readonly categorySlug: string | undefined;
  readonly productType: string | undefined;
  readonly tags: readonly string[] | undefined;
  readonly options: readonly Named[] | undefined;
  readonly attributes: readonly Named[] | undefined;
  readonly inStock: boolean | undefined;
  readonly minRating: number | undefined;
}

const kinds: readonly FacetKind[] = ['CATEGORY', 'PRODUCT_TYPE', 'OPTION', 'ATTRIBUTE', 'TAG', 'IN_STOCK', 'RATING'];
const maxFacets = 50;
const maxValues = 100;

/**
 * Facets in an order that does not hang on what is found: by kind and name; of ratings the best first, of all others the most frequent value
 * first and equal ones by name. What is chosen is always there, though nothing is found with it.
 */
export function facetsOf(counts: readonly FacetCount[], chosen: Chosen): Facet[] {
  const given = chosenOf(chosen);
  const isSelected = ({ kind, name, value }: Pick<FacetCount, 'kind' | 'name' | 'value'>) =>
    given.some((one) => one.kind === kind && one.name === name && one.value === value);
  const missing = given
    .filter((one) => !counts.some(({ kind, name, value }) => kind === one.kind && name === one.name && value === one.value))
    .map((one) => ({ ...one, nameLabel: labelOf(counts, one), label: one.value, count: 0 }));
  const byName = Map.groupBy([...counts, ...missing], ({ kind, name }) => `${kinds.indexOf(kind)} ${name}`);
  return [...byName]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, values]) => {
      const [first] = values;
      if (!first) return [];
      const sorted = values
        .map(({ value, label, count, ...of }) => ({ value, label, count, selected: isSelected({ ...of, value }) }))
        .sort((one, other) => (first.kind === 'RATING' ? 0 : other.count - one.count) || compare(first.kind, one.value, other.value));
      const kept = sorted.filter(({ selected }, place) => selected || place < maxValues).slice(0, maxValues + 1);
      return [{ kind: first.kind, name: first.name, label: first.nameLabel, values: shortened(kept) }];
    })
    .slice(0, maxFacets);
}

/** One that is chosen takes the place of the last that is not. */
function shortened(values: readonly FacetValue[]): FacetValue[] {
  if (values.length <= maxValues) return [...values];
  const last = values.findLastIndex(({ selected }) => !selected);
  return values.filter((_, place) => place !== last).slice(0, maxValues);
}

const compare = (kind: FacetKind, one: string, other: string): number =>
  (kind === 'RATING' ? -1 : 1) * (one < other ? -1 : one > other ? 1 : 0);

const labelOf = (counts: readonly FacetCount[], { kind, name }: { kind: FacetKind; name: string }): string =>
  counts.find((one) => one.kind === kind && one.name === name)?.nameLabel ?? name;

function chosenOf({ categorySlug, productType, tags, options, attributes, inStock, minRating }: Chosen) {
  const one = (kind: FacetKind, name: string, value: string | undefined) => (value === undefined ? [] : [{ kind, name, value }]);
  const named = (kind: FacetKind, list: readonly Named[] | undefined) =>
    (list ?? []).flatMap(({ name, values }) => values.map((value) => ({ kind, name, value })));
  return [
    ...one('CATEGORY', 'categorySlug', categorySlug),
    ...one('PRODUCT_TYPE', 'productType', productType),
    ...(tags ?? []).flatMap((tag) => one('TAG', 'tags', tag)),
    ...named('OPTION', options),
    ...named('ATTRIBUTE', attributes),
    ...one('IN_STOCK', 'inStock', inStock?.toString()),
    ...one('RATING', 'minRating', minRating?.toString()),
  ];
}
