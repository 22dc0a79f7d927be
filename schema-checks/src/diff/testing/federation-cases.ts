import type { Case } from './case.ts';
import type { Rooms } from './rooms.ts';

export interface FederationCase extends Omit<Case, 'before' | 'after'> {
  before: Rooms;
  after: Rooms;
}

const products = 'type Query { lamp: Lamp } type Lamp @key(fields: "id") { id: ID! }';
const stock = 'type Lamp @key(fields: "id") { id: ID! left: Int }';

/** Keys, references and who resolves what. */
export const ownerCases: FederationCase[] = [
  {
    name: 'a key that comes is safe, that goes leaves plans under way without an entrance',
    before: {
      products: 'type Query { lamp: Lamp } type Lamp @key(fields: "id") @key(fields: "sku") { id: ID! sku: ID! name: String }',
      orders: 'type Query { bought: Lamp } type Lamp @key(fields: "sku", resolvable: false) { sku: ID! }',
    },
    after: {
      products:
        'type Query { lamp: Lamp } type Lamp @key(fields: "id") @key(fields: "code") @key(fields: "id code") { id: ID! sku: ID! code: ID! name: String }',
      orders: 'type Query { bought: Lamp } type Lamp @key(fields: "id", resolvable: false) { id: ID! }',
    },
    says: [
      'safe FIELD_ADDED Lamp.code',
      'safe KEY_ADDED Lamp @key(fields: "code id") [products]',
      'safe KEY_ADDED Lamp @key(fields: "code") [products]',
      'safe KEY_CHANGED Lamp @key(fields: "sku") [orders]',
      'breaking KEY_REMOVED Lamp @key(fields: "sku") [products]',
    ],
    words: ['products no longer resolves Lamp by "sku".', 'Keep the key'],
  },
  {
    name: 'a key that another room holds, which is itself entered on the way, can be entered by',
    before: {
      a: 'type Query { t: T } type T @key(fields: "id") { id: ID! }',
      b: 'type T @key(fields: "id") @key(fields: "sku") @key(fields: "code") { id: ID! sku: ID! code: ID! }',
      c: 'type T @key(fields: "sku") @key(fields: "code") { sku: ID! code: ID! left: Int }',
    },
    after: {
      a: 'type Query { t: T } type T @key(fields: "id") { id: ID! }',
      b: 'type T @key(fields: "id") @key(fields: "sku") @key(fields: "code") { id: ID! sku: ID! code: ID! }',
      c: 'type T @key(fields: "code") { sku: ID! @shareable code: ID! left: Int }',
    },
    says: ['breaking KEY_REMOVED T @key(fields: "sku") [c]', 'safe SHAREABLE_ADDED T.sku [c]'],
  },
  {
    name: 'a key is the same in another order, and another one when its fields change',
    before: {
      a: 'type Query { t: T u: U v: V } type T @key(fields: "a b { y x }") { a: ID! b: B } type B { x: Int y: Int } type U @key(fields: "a") @shareable { a: ID! b: ID! c: Int } type V @key(fields: "a b") @shareable { a: ID! b: ID! c: Int }',
      b: 'type Query { p: U q: V } type U @key(fields: "a b", resolvable: false) @shareable { a: ID! b: ID! } type V @key(fields: "a b", resolvable: false) @shareable { a: ID! b: ID! }',
    },
    after: {
      a: 'type Query { t: T u: U v: V } type T @key(fields: "b { x y } a") { a: ID! b: B } type B { x: Int y: Int } type U @key(fields: "b") @shareable { a: ID! b: ID! c: Int } type V @key(fields: "a") @shareable { a: ID! b: ID! c: Int }',
      b: 'type Query { p: U q: V } type U @key(fields: "a b", resolvable: false) @shareable { a: ID! b: ID! } type V @key(fields: "a b", resolvable: false) @shareable { a: ID! b: ID! }',
    },
    says: ['breaking KEY_CHANGED U @key(fields: "a") [a]', 'dangerous KEY_CHANGED V @key(fields: "a b") [a]'],
    words: ['a resolves U by "b" instead of "a".'],
  },
  {
    name: 'an entity that is only referred to can be entered no longer, and one that is resolved can',
    before: { products, orders: 'type Query { order: Order } type Order { lamp: Lamp } type Lamp @key(fields: "id") { id: ID! }' },
    after: {
      products,
      orders: 'type Query { order: Order } type Order { lamp: Lamp } type Lamp @key(fields: "id", resolvable: false) { id: ID! }',
    },
    says: ['breaking KEY_RESOLVABLE_CHANGED Lamp @key(fields: "id") [orders]'],
  },
  {
    name: 'a room that refers to an entity, and one that defines a type as well, add only',
    before: { products: `${products} type Money @shareable { amount: Int }`, orders: 'type Query { order: Int }' },
    after: {
      products: `${products} type Money @shareable { amount: Int }`,
      orders:
        'type Query { order: Int lines: [Lamp!] paid: Money } type Lamp @key(fields: "id", resolvable: false) { id: ID! } type Money @shareable { amount: Int }',
    },
    says: [
      'safe FIELD_ADDED Query.lines',
      'safe FIELD_ADDED Query.paid',
      'safe ENTITY_REFERENCE_ADDED Lamp [orders]',
      'safe SUBGRAPH_TYPE_ADDED Money [orders]',
    ],
  },
  {
    name: 'a room that leaves an entity to others breaks plans under way; one that only referred to it breaks none',
    before: {
      products: 'type Query { lamp: Lamp } type Lamp @key(fields: "id") { id: ID! left: Int @shareable }',
      stock: 'type Query { stock: Int } type Lamp @key(fields: "id") { id: ID! left: Int @shareable }',
      orders: 'type Query { bought: Lamp paid: Int } type Lamp @key(fields: "id", resolvable: false) { id: ID! }',
    },
    after: {
      products: 'type Query { lamp: Lamp } type Lamp @key(fields: "id") { id: ID! left: Int @shareable }',
      stock: 'type Query { stock: Int }',
      orders: 'type Query { paid: Int }',
    },
    says: [
      'breaking FIELD_REMOVED Query.bought',
      'safe ENTITY_REFERENCE_REMOVED Lamp [orders]',
      'breaking SUBGRAPH_TYPE_REMOVED Lamp [stock]',
    ],
  },
  {
    name: 'a field that moves in one step leaves plans under way without an answer, with @override or without',
    before: {
      products: 'type Query { lamp: Lamp } type Lamp @key(fields: "id") { id: ID! left: Int due: Int }',
      stock: 'type Lamp @key(fields: "id") { id: ID! where: String }',
    },
    after: { products, stock: 'type Lamp @key(fields: "id") { id: ID! where: String left: Int due: Int @override(from: "products") }' },
    says: ['breaking FIELD_OWNER_CHANGED Lamp.due [products,stock]', 'breaking FIELD_OWNER_CHANGED Lamp.left [products,stock]'],
    words: ['Lamp.left moved from products to stock in one step.', 'Add it to stock with @override(from: "products")'],
  },
  {
    name: 'a field that is taken over first has another to answer for it',
    before: {
      products: 'type Query { lamp: Lamp } type Lamp @key(fields: "id") { id: ID! left: Int }',
      stock: 'type Lamp @key(fields: "id") { id: ID! where: String }',
    },
    after: {
      products: 'type Query { lamp: Lamp } type Lamp @key(fields: "id") { id: ID! left: Int }',
      stock: 'type Lamp @key(fields: "id") { id: ID! where: String left: Int @override(from: "products") }',
    },
    says: ['dangerous OVERRIDE_ADDED Lamp.left [stock]'],
    words: ['stock takes Lamp.left over from products (@override, all of it).'],
  },
  {
    name: 'what was taken over can be cleaned up without harm',
    before: {
      products: 'type Query { lamp: Lamp } type Lamp @key(fields: "id") { id: ID! left: Int }',
      stock: 'type Lamp @key(fields: "id") { id: ID! left: Int @override(from: "products") }',
    },
    after: { products, stock },
    says: ['safe FIELD_OWNER_REMOVED Lamp.left [products]', 'safe OVERRIDE_REMOVED Lamp.left [stock]'],
  },
  {
    name: 'a room may take over with its first word of a type, and for a share',
    before: { products: 'type Query { lamp: Lamp } type Lamp @key(fields: "id") { id: ID! left: Int }' },
    after: {
      products: 'type Query { lamp: Lamp } type Lamp @key(fields: "id") { id: ID! left: Int }',
      stock: 'type Lamp @key(fields: "id") { id: ID! left: Int @override(from: "products", label: "percent(10)") }',
    },
    says: ['dangerous OVERRIDE_ADDED Lamp.left [stock]', 'safe SUBGRAPH_ADDED stock [stock]'],
    words: ['the share that "percent(10)" says'],
  },
  {
    name: 'a share that grows, and another room to take from, change who answers',
    before: {
      a: 'type Query { t: T } type T @key(fields: "id") { id: ID! x: Int y: Int }',
      b: 'type T @key(fields: "id") { id: ID! x: Int @override(from: "a", label: "percent(10)") y: Int @override(from: "a") }',
      c: 'type Query { c: Int } type T @key(fields: "id") { id: ID! z: Int }',
    },
    after: {
      a: 'type Query { t: T } type T @key(fields: "id") { id: ID! x: Int }',
      b: 'type T @key(fields: "id") { id: ID! x: Int @override(from: "a", label: "percent(90)") y: Int @override(from: "c") }',
      c: 'type Query { c: Int } type T @key(fields: "id") { id: ID! z: Int y: Int }',
    },
    says: ['dangerous OVERRIDE_LABEL_CHANGED T.x [b]', 'safe FIELD_OWNER_REMOVED T.y [a]', 'dangerous OVERRIDE_FROM_CHANGED T.y [b]'],
  },
  {
    name: 'one more room answers a shared field, and one no longer leads to a shared type',
    before: {
      a: 'type Query { t: T } type T @key(fields: "id") { id: ID! }',
      b: 'type Query { m: M } type T @key(fields: "id") { id: ID! x: Int @shareable } type M @shareable { y: Int }',
      c: 'type Query { c: Int n: M } type M @shareable { y: Int }',
    },
    after: {
      a: 'type Query { t: T } type T @key(fields: "id") { id: ID! x: Int @shareable }',
      b: 'type Query { m: M } type T @key(fields: "id") { id: ID! x: Int @shareable } type M @shareable { y: Int }',
      c: 'type Query { c: Int }',
    },
    says: ['breaking FIELD_REMOVED Query.n', 'safe SUBGRAPH_TYPE_REMOVED M [c]', 'safe FIELD_OWNER_ADDED T.x [a]'],
  },
  {
    name: 'a room that no longer shares the answering of an entity may still be asked by plans under way',
    before: {
      a: 'type Query { t: T } type T @key(fields: "id") { id: ID! x: Int @shareable }',
      b: 'type T @key(fields: "id") { id: ID! x: Int @shareable y: Int }',
    },
    after: { a: 'type Query { t: T } type T @key(fields: "id") { id: ID! }', b: 'type T @key(fields: "id") { id: ID! x: Int y: Int }' },
    says: ['dangerous FIELD_OWNER_REMOVED T.x [a]', 'safe SHAREABLE_REMOVED T.x [b]'],
  },
  {
    name: 'a field may be shared from now on',
    before: { a: 'type Query { t: T } type T { x: Int }' },
    after: { a: 'type Query { t: T } type T @shareable { x: Int @shareable }' },
    says: ['safe SHAREABLE_ADDED T [a]', 'safe SHAREABLE_ADDED T.x [a]'],
  },
];
