import { type ConstDirectiveNode, Kind, parse, valueFromASTUntyped } from 'graphql';

/** What `@listSize` says of a field. */
export interface ListSize {
  /** How many it gives when no argument says so. */
  assumedSize?: number;
  /** The arguments that say so. */
  slicingArguments?: readonly string[];
  /** The lists below it that are meant, where it gives no list itself. */
  sizedFields?: readonly string[];
}

/** What the rooms' SDL says of the cost of their fields, by `Type.field`, `Type.field(argument:)` and `Type`. */
export interface Prices {
  sizes: ReadonlyMap<string, ListSize>;
  weights: ReadonlyMap<string, number>;
}

export const noPrices: Prices = { sizes: new Map(), weights: new Map() };

/** Directives of the cost specification under the names that composition gives them. Clients see none of them, and Apollo reads none. */
const names = {
  listSize: ['listSize', 'cost__listSize', 'federation__listSize'],
  cost: ['cost', 'cost__cost', 'federation__cost'],
};

export function readPrices(supergraphSdl: string): Prices {
  const sizes = new Map<string, ListSize>();
  const weights = new Map<string, number>();
  const weigh = (what: string, directives: readonly ConstDirectiveNode[] | undefined): void => {
    const { weight } = said(names.cost, directives) ?? {};
    if (typeof weight === 'number') weights.set(what, weight);
  };
  for (const node of parse(supergraphSdl, { noLocation: true }).definitions) {
    if (node.kind === Kind.SCALAR_TYPE_DEFINITION || node.kind === Kind.ENUM_TYPE_DEFINITION) weigh(node.name.value, node.directives);
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    weigh(node.name.value, node.directives);
    for (const { name, directives, arguments: given = [] } of node.fields ?? []) {
      const field = `${node.name.value}.${name.value}`;
      weigh(field, directives);
      for (const argument of given) weigh(`${field}(${argument.name.value}:)`, argument.directives);
      const size = said(names.listSize, directives);
      if (size) sizes.set(field, listSize(size));
    }
  }
  return { sizes, weights };
}

function said(called: readonly string[], directives: readonly ConstDirectiveNode[] = []): Record<string, unknown> | undefined {
  const directive = directives.find(({ name }) => called.includes(name.value));
  return directive && Object.fromEntries((directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]));
}

const listSize = ({ assumedSize, slicingArguments, sizedFields }: Record<string, unknown>): ListSize => ({
  ...(typeof assumedSize === 'number' && { assumedSize }),
  ...(isTexts(slicingArguments) && { slicingArguments }),
  ...(isTexts(sizedFields) && { sizedFields }),
});

const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every((item) => typeof item === 'string');
