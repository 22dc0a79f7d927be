import { defaultPrintOptions, errorCauses, printSchema as printFederated, Supergraph } from '@apollo/federation-internals';
import { type GraphQLError, type GraphQLSchema, lexicographicSortSchema, parse, printSchema } from 'graphql';
import { placesOf } from '../compose/sdl.ts';
import type { Composition, Finding } from '../model.ts';
import type { Config } from '../project/config.ts';
import { alreadyHidden, type Hidden, hiddenBy } from './filter.ts';
import { markInaccessible } from './mark-inaccessible.ts';
import { supergraphElements } from './supergraph-elements.ts';

export type Contract = Pick<Config['contracts'][number], 'name' | 'include' | 'exclude' | 'hideUnreachableTypes'>;

export type ComposedContract =
  | {
      kind: 'composed';
      /** The variant's API schema as its clients see it, sorted. */
      api: string;
      /** What a gateway serves the variant from: the supergraph with everything else @inaccessible. */
      supergraph: string;
      /** The same as a schema. */
      schema: GraphQLSchema;
      /** Why what is not in it is not in it, by coordinate. */
      hidden: Hidden;
      /** Tags that the contract names and nothing carries. */
      findings: Finding[];
    }
  | { kind: 'refused'; findings: Finding[] };

/** One variant of the API by its tags: what it hides becomes @inaccessible in the supergraph, and whatever no longer fits together is refused. */
export function composeContract(composition: Composition, contract: Contract): ComposedContract {
  const both = contract.include.filter((tag) => contract.exclude.includes(tag));
  if (both.length > 0)
    return refused(contract, `it includes and excludes the same tag, ${both.join(', ')}.`, 'Take it out of one of the two lists.');
  const { supergraphSdl } = composition;
  if (supergraphSdl === undefined) return refused(contract, `${composition.snapshot.label} has no supergraph to take it from.`);
  const document = parse(supergraphSdl, { noLocation: true });
  const elements = supergraphElements(document);
  const hidden = hiddenBy(elements, contract);
  const findings = unknownTags(contract, elements.tags);
  if ([...hidden.values()].every((why) => why === alreadyHidden)) {
    const { api } = composition;
    return { kind: 'composed', api: `${printSchema(api)}\n`, supergraph: supergraphSdl, schema: api, hidden, findings };
  }
  try {
    const marked = markInaccessible(document, hidden, elements.inaccessible);
    const supergraph = Supergraph.build(marked, { supportedFeatures: null, validateSupergraph: false });
    const schema = lexicographicSortSchema(supergraph.apiSchema().toGraphQLJSSchema());
    const sdl = printFederated(supergraph.schema, defaultPrintOptions).trim();
    return { kind: 'composed', api: `${printSchema(schema)}\n`, supergraph: `${sdl}\n`, schema, hidden, findings };
  } catch (error) {
    const causes = error instanceof Error ? errorCauses(error) : undefined;
    if (!causes) throw error;
    return { kind: 'refused', findings: causes.map((cause) => refusal(composition, contract, hidden, cause)) };
  }
}

const refused = (contract: Contract, message: string, advice?: string): ComposedContract => ({
  kind: 'refused',
  findings: [
    {
      rule: 'CONTRACT_REFUSED',
      severity: 'error',
      message: `Contract ${contract.name}: ${message}`,
      ...(advice !== undefined && { advice }),
    },
  ],
});

/** A tag that nothing carries is most likely misspelt, and then hides nothing or everything. */
const unknownTags = ({ name, include, exclude }: Contract, known: readonly string[]): Finding[] =>
  [...include, ...exclude]
    .filter((tag) => !known.includes(tag))
    .map((tag) => ({
      rule: 'contract-unknown-tag',
      severity: 'warning',
      message: `Contract ${name}: nothing is tagged ${tag}; there is ${known.length > 0 ? known.join(', ') : 'no tag'}.`,
      advice: 'Correct the tag in the configuration, or tag what it is meant for.',
    }));

/** What federation says of an @inaccessible element, said of the contract: with why the element is hidden, and where what still needs it stands. */
function refusal({ snapshot }: Composition, contract: Contract, hidden: Hidden, { message, extensions }: GraphQLError): Finding {
  const code = typeof extensions['code'] === 'string' ? extensions['code'] : 'CONTRACT_REFUSED';
  const why = (coordinate: string): string => {
    const reason = [coordinate, coordinate.replace(/\(.*$/, ''), coordinate.replace(/[.(].*$/, '')].flatMap(
      (each) => hidden.get(each) ?? [],
    )[0];
    return reason === undefined ? 'hidden' : `hidden (${reason})`;
  };
  const said = message
    .replaceAll(/"([^"]+)" is @inaccessible/g, (_, coordinate: string) => `"${coordinate}" is ${why(coordinate)}`)
    .replaceAll('are @inaccessible', 'are hidden')
    .replaceAll('the API schema', 'the contract');
  const coordinates = [...namesIn(extensions['inaccessible_referencers']), ...namesIn(extensions['inaccessible_elements'])];
  const found = coordinates.flatMap((path) =>
    snapshot.subgraphs.flatMap((source) => {
      const place = placesOf(source).get(path);
      return place ? [{ path, place, subgraph: source.name }] : [];
    }),
  )[0];
  return { rule: code, severity: 'error', message: `Contract ${contract.name}: ${said}`, ...found, advice: adviceOf(code) };
}

const namesIn = (value: unknown): string[] => (Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []);

const adviceOf = (code: string): string =>
  code === 'REQUIRED_INACCESSIBLE'
    ? 'Make it optional or give it a default, or show it in the contract.'
    : 'Tag what still needs it alike, or show it in the contract.';
