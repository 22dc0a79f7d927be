import fc from 'fast-check';
import {
  buildSchema,
  executeSync,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLUnionType,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInterfaceType,
  isListType,
  parse,
} from 'graphql';

const types = `
enum Mood { CALM WILD }
scalar Weight
interface Animal { name: String! mood: Mood friend: Animal keeper: Keeper! }
type Lion implements Animal { name: String! mood: Mood friend: Animal keeper: Keeper! roars: [Int!]! }
type Heron implements Animal { name: String! mood: Mood friend: Animal keeper: Keeper! wings: [[Float]!] }
type Keeper { id: ID! loud: Boolean weight: Weight favourite: Animal! seen: [Thing!] }
type Sign { text: String! constructor: String }
union Thing = Lion | Heron | Sign
type Query { animals: [Animal!]! animal: Animal thing: Thing keeper: Keeper keepers: [Keeper]! sign: Sign! }
type Mutation { feed: Animal adopt: Thing! }`;

/** One room, whose types have every form that an answer can have. */
export const zooSdl = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.12")\n${types}`;

const zoo = buildSchema(types);

type Draw = fc.GeneratorValue;
type Composite = GraphQLObjectType | GraphQLInterfaceType | GraphQLUnionType;

const pick = <T>(draw: Draw, values: readonly T[]): T => values[draw(fc.nat, { max: values.length - 1 })] as T;
const oneIn = (draw: Draw, times: number): boolean => draw(fc.nat, { max: times - 1 }) === times - 1;

/** An operation on the zoo, with aliases, fragments, and fields that stand in it more than once. */
export function drawOperation(draw: Draw): string {
  const set = (type: GraphQLNamedType, depth: number): string =>
    isCompositeType(type) ? `{ ${Array.from({ length: pick(draw, [1, 2, 3]) }, () => selection(type, depth)).join(' ')} }` : '';
  const selection = (type: Composite, depth: number): string => {
    if (!isAbstractType(type) || (isInterfaceType(type) && oneIn(draw, 2))) return field(type, depth);
    const condition = pick(draw, [type, ...zoo.getPossibleTypes(type)]);
    return depth === 0 || oneIn(draw, 5) ? '__typename' : `... on ${condition.name} ${set(condition, depth - 1)}`;
  };
  const field = (type: Exclude<Composite, GraphQLUnionType>, depth: number): string => {
    const fields = Object.values(type.getFields()).filter((each) => depth > 0 || !isCompositeType(getNamedType(each.type)));
    if (fields.length === 0 || oneIn(draw, 5)) return pick(draw, ['__typename', 'kind: __typename']);
    const { name, type: of } = pick(draw, fields);
    // Fields of one name must be able to merge: the alias tells the type and the field.
    return `${pick(draw, ['', `${type.name}_${name}: `])}${name} ${set(getNamedType(of), depth - 1)}`;
  };
  const root = pick(draw, [zoo.getQueryType(), zoo.getQueryType(), zoo.getMutationType()]);
  return root ? `${root.name.toLowerCase()} Drawn ${set(root, 4)}` : '';
}

/** What a room might answer to a text: what the schema says, and here and there something that it forbids. */
export function drawAnswer(draw: Draw, text: string): Record<string, unknown> {
  const answer = executeSync({
    schema: zoo,
    document: parse(text),
    typeResolver: (_, __, ___, type) => pick(draw, zoo.getPossibleTypes(type)).name,
    fieldResolver: (_, __, ___, { returnType }) => drawValue(draw, returnType),
  });
  if (!answer.data) throw new Error(String(answer.errors));
  return spoil(draw, answer.data) as Record<string, unknown>;
}

function drawValue(draw: Draw, given: GraphQLOutputType): unknown {
  const type = getNullableType(given);
  if (isListType(type)) return Array.from({ length: draw(fc.nat, { max: 3 }) }, () => drawValue(draw, type.ofType));
  if (isCompositeType(type)) return {};
  if (isEnumType(type)) return pick(draw, ['CALM', 'WILD']);
  const plain: Record<string, unknown> = { Int: 7, Float: 1.5, String: 'text', Boolean: true, ID: 'id', Weight: { kilos: 9 } };
  return plain[type.name];
}

function spoil(draw: Draw, value: unknown, name?: string): unknown {
  if (name === '__typename') return oneIn(draw, 30) ? 'Dragon' : value;
  if (name === 'kind') return value;
  if (name !== undefined && oneIn(draw, 15)) return null;
  if (Array.isArray(value)) return value.map((item: unknown) => spoil(draw, item, ''));
  if (typeof value !== 'object' || value === null)
    return oneIn(draw, 15) ? pick(draw, ['text', 1, 1.5, 1e30, -0, true, 'WILD', { deep: 1 }]) : value;
  const kept = Object.entries(value).filter(([key]) => ['__typename', 'kind'].includes(key) || !oneIn(draw, 40));
  return Object.fromEntries(kept.map(([key, item]) => [key, spoil(draw, item, key)]));
}
