import type { FederationCase } from './federation-cases.ts';

const T = 'type Query { t: T } type T @key(fields: "id")';

/** What a room says of how it resolves, what it hides, who may ask; and the rooms themselves. */
export const directiveCases: FederationCase[] = [
  {
    name: 'a field that needs more of others is not sent it by plans under way; needing less is safe',
    before: {
      a: `${T} { id: ID! w: Int h: Int o: O } type O { x: Int y: Int }`,
      b: 'type T @key(fields: "id") { id: ID! w: Int @external h: Int @external o: O @external s: Int m: Int @requires(fields: "w") l: Int @requires(fields: "o { x y }") k: Int @requires(fields: "h") } type O { x: Int @external y: Int @external }',
    },
    after: {
      a: `${T} { id: ID! w: Int h: Int o: O } type O { x: Int y: Int }`,
      b: 'type T @key(fields: "id") { id: ID! w: Int @external h: Int @external o: O @external s: Int @requires(fields: "w") m: Int @requires(fields: "h w") l: Int @requires(fields: "o { y }") k: Int } type O { y: Int @external }',
    },
    says: [
      'safe EXTERNAL_REMOVED O.x [b]',
      'safe REQUIRES_REMOVED T.k [b]',
      'safe REQUIRES_CHANGED T.l [b]',
      'dangerous REQUIRES_CHANGED T.m [b]',
      'dangerous REQUIRES_ADDED T.s [b]',
    ],
    words: ['b needs "h w" instead of "w" to resolve T.m.'],
  },
  {
    name: 'what is given along with a field may be asked of it by plans under way',
    before: {
      a: `${T} { id: ID! n: Int @shareable m: Int @shareable }`,
      b: 'type Query { x: T @provides(fields: "n") y: T z: T @provides(fields: "n m") v: T @provides(fields: "n") } type T @key(fields: "id") { id: ID! n: Int @external m: Int @external }',
    },
    after: {
      a: `${T} { id: ID! n: Int @shareable m: Int @shareable }`,
      b: 'type Query { x: T y: T @provides(fields: "n") z: T @provides(fields: "n") v: T @provides(fields: "m n") } type T @key(fields: "id") { id: ID! n: Int @external m: Int @external }',
    },
    says: [
      'safe PROVIDES_CHANGED Query.v [b]',
      'dangerous PROVIDES_REMOVED Query.x [b]',
      'safe PROVIDES_ADDED Query.y [b]',
      'dangerous PROVIDES_CHANGED Query.z [b]',
    ],
  },
  {
    name: 'a room refers to a field of another, or no longer, or instead of resolving it',
    before: {
      a: `${T} { id: ID! x: Int @shareable y: Int z: Int }`,
      b: 'type T @key(fields: "id") { id: ID! x: Int @shareable y: Int @external k: Int @requires(fields: "y") }',
    },
    after: {
      a: `${T} { id: ID! x: Int @shareable y: Int z: Int }`,
      b: 'type T @key(fields: "id") { id: ID! x: Int @external z: Int @external k: Int @requires(fields: "z x") }',
    },
    says: [
      'dangerous REQUIRES_CHANGED T.k [b]',
      'dangerous EXTERNAL_ADDED T.x [b]',
      'safe EXTERNAL_REMOVED T.y [b]',
      'safe EXTERNAL_ADDED T.z [b]',
    ],
  },
  {
    name: 'an interface seen as one object type changes what plans under way ask for',
    before: {
      a: 'type Query { m: M } interface M @key(fields: "id") { id: ID! } type B implements M @key(fields: "id") { id: ID! }',
      b: 'type M @key(fields: "id") @interfaceObject { id: ID! stars: Int }',
      c: 'type Query { c: Int }',
    },
    after: {
      a: 'type Query { m: M } interface M @key(fields: "id") { id: ID! } type B implements M @key(fields: "id") { id: ID! }',
      b: 'interface M @key(fields: "id") { id: ID! stars: Int } type B implements M @key(fields: "id") { id: ID! stars: Int }',
      c: 'type Query { c: Int } type M @key(fields: "id") @interfaceObject { id: ID! likes: Int }',
    },
    says: [
      'safe FIELD_ADDED B.likes',
      'safe FIELD_ADDED M.likes',
      'safe SUBGRAPH_TYPE_ADDED B [b]',
      'safe INTERFACE_OBJECT_ADDED M [c]',
      'breaking INTERFACE_OBJECT_REMOVED M [b]',
    ],
  },
  {
    name: 'hiding a field is a removal for clients, and showing it an addition',
    before: { a: 'type Query { a: Int b: Int c: T @inaccessible } type T @inaccessible { x: Int }' },
    after: { a: 'type Query { a: Int b: Int @inaccessible c: T } type T { x: Int }' },
    says: ['breaking FIELD_REMOVED Query.b', 'safe FIELD_ADDED Query.c', 'safe TYPE_ADDED T'],
    words: ['It is hidden by a (@inaccessible).', 'leave it visible'],
  },
  {
    name: 'hiding what is hidden is no change for clients',
    before: { a: 'type Query { a: Int b: T @inaccessible } type T @inaccessible { x: Int y: Int @inaccessible }' },
    after: { a: 'type Query { a: Int b: T @inaccessible } type T @inaccessible { x: Int @inaccessible y: Int }' },
    says: ['safe INACCESSIBLE_ADDED T.x [a]', 'safe INACCESSIBLE_REMOVED T.y [a]'],
  },
  {
    name: 'tags come and go',
    before: { a: 'type Query { a(x: Int): Int @tag(name: "staff") b: Int }' },
    after: { a: 'type Query { a(x: Int @tag(name: "x")): Int @tag(name: "partner") b: Int @tag(name: "staff") }' },
    says: [
      'safe TAG_ADDED Query.a @tag(name: "partner") [a]',
      'safe TAG_REMOVED Query.a @tag(name: "staff") [a]',
      'safe TAG_ADDED Query.a(x:) @tag(name: "x") [a]',
      'safe TAG_ADDED Query.b @tag(name: "staff") [a]',
    ],
  },
  {
    name: 'commands that only other rooms call are judged as an API of their own',
    before: {
      a: 'type Query { a: Int } type Mutation { ping: Int hold(input: In!): Held @inaccessible } input In @inaccessible { x: Int } type Held @inaccessible { state: State! } enum State @inaccessible { HELD GONE }',
    },
    after: {
      a: 'type Query { a: Int } type Mutation { ping: Int hold(input: In!): Held @inaccessible } input In @inaccessible { x: Int y: Int! } type Held @inaccessible { state: State } enum State @inaccessible { HELD LOST }',
    },
    says: [
      'breaking FIELD_TYPE_CHANGED Held.state [a]',
      'breaking INPUT_FIELD_ADDED In.y [a]',
      'dangerous ENUM_VALUE_REMOVED State.GONE [a]',
      'dangerous ENUM_VALUE_ADDED State.LOST [a]',
    ],
  },
  {
    name: 'what one room adds to what all must have is not in the API yet',
    before: {
      a: 'type Query { a(i: I, e: E): Int f: Int @shareable } input I { x: Int } enum E { A }',
      b: 'type Query { b(i: I, e: E): Int f: Int @shareable } input I { x: Int } enum E { A }',
    },
    after: {
      a: 'type Query { a(i: I, e: E): Int f(x: Int): Int @shareable } input I { x: Int y: Int } enum E { A B }',
      b: 'type Query { b(i: I, e: E): Int f: Int @shareable } input I { x: Int } enum E { A }',
    },
    says: [
      'safe ENUM_VALUE_IN_SOME_SUBGRAPHS E.B [a]',
      'safe INPUT_FIELD_IN_SOME_SUBGRAPHS I.y [a]',
      'safe ARGUMENT_IN_SOME_SUBGRAPHS Query.f(x:) [a]',
    ],
  },
  {
    name: 'what one room takes from what all must have is gone for clients, and the room is named',
    before: {
      a: 'type Query { a(i: I, e: E): Int f(x: Int): Int @shareable } input I { x: Int y: Int } enum E { A B }',
      b: 'type Query { b(i: I, e: E): Int f(x: Int): Int @shareable } input I { x: Int y: Int } enum E { A B }',
    },
    after: {
      a: 'type Query { a(i: I, e: E): Int f: Int @shareable } input I { x: Int } enum E { A }',
      b: 'type Query { b(i: I, e: E): Int f(x: Int): Int @shareable } input I { x: Int y: Int } enum E { A B }',
    },
    says: ['breaking ENUM_VALUE_REMOVED E.B', 'breaking INPUT_FIELD_REMOVED I.y', 'breaking FIELD_ARGUMENT_REMOVED Query.f(x:)'],
    words: ['The API has only what every subgraph defines, and a does not define it any more.', 'Keep it in a until'],
  },
  {
    name: 'what one room says differently while the API stays is told of that room',
    before: { a: 'type Query { t: T } type T @shareable { x: Int! }', b: 'type Query { u: T } type T @shareable { x: Int }' },
    after: { a: 'type Query { t: T } type T @shareable { x: Int }', b: 'type Query { u: T } type T @shareable { x: Int }' },
    says: ['safe FIELD_TYPE_CHANGED T.x [a]'],
  },
  {
    name: 'who may ask: fewer breaks, more is dangerous',
    before: {
      a: 'type Query { a: Int b: Int @authenticated c: Int @requiresScopes(scopes: [["r", "w"]]) d: Int @requiresScopes(scopes: [["r"], ["w"]]) e: Int f: Int @requiresScopes(scopes: [["r"]]) g: Int h: Int @policy(policies: [["p"]]) i: Int @policy(policies: [["p"]]) }',
    },
    after: {
      a: 'type Query { a: Int @authenticated b: Int c: Int @requiresScopes(scopes: [["r"]]) d: Int @requiresScopes(scopes: [["r"]]) e: Int @requiresScopes(scopes: [["r"]]) f: Int g: Int @policy(policies: [["p"]]) h: Int @policy(policies: [["q"]]) i: Int }',
    },
    says: [
      'breaking AUTHENTICATED_ADDED Query.a',
      'dangerous AUTHENTICATED_REMOVED Query.b',
      'dangerous REQUIRES_SCOPES_CHANGED Query.c',
      'breaking REQUIRES_SCOPES_CHANGED Query.d',
      'breaking REQUIRES_SCOPES_ADDED Query.e',
      'dangerous REQUIRES_SCOPES_REMOVED Query.f',
      'breaking POLICY_ADDED Query.g',
      'breaking POLICY_CHANGED Query.h',
      'dangerous POLICY_REMOVED Query.i',
    ],
  },
  {
    name: 'what asking costs',
    before: {
      a: 'type Query { a: Int b: Int @cost(weight: 5) c: Int @cost(weight: 5) d: Int @cost(weight: 5) e: [Int] f: [Int] @listSize(assumedSize: 5) g: [Int] @listSize(assumedSize: 5) }',
    },
    after: {
      a: 'type Query { a: Int @cost(weight: 5) b: Int @cost(weight: 2) c: Int @cost(weight: 9) d: Int e: [Int] @listSize(assumedSize: 5) f: [Int] @listSize(assumedSize: 9) g: [Int] }',
    },
    says: [
      'dangerous COST_ADDED Query.a',
      'safe COST_CHANGED Query.b',
      'dangerous COST_CHANGED Query.c',
      'dangerous COST_REMOVED Query.d',
      'dangerous LIST_SIZE_ADDED Query.e',
      'dangerous LIST_SIZE_CHANGED Query.f',
      'dangerous LIST_SIZE_REMOVED Query.g',
    ],
  },
  {
    name: 'a room that comes and one that goes, with what clients lose and what another still has',
    before: { a: 'type Query { a: Int x: Int @shareable }', b: 'type Query { b: Int x: Int @shareable }' },
    after: { a: 'type Query { a: Int x: Int @shareable }', c: 'type Query { c: Int }' },
    says: ['breaking FIELD_REMOVED Query.b', 'safe FIELD_ADDED Query.c', 'dangerous SUBGRAPH_REMOVED b [b]', 'safe SUBGRAPH_ADDED c [c]'],
  },
  {
    name: 'links and directives of their own that rooms hand on',
    before: {
      a: 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.11", import: ["@composeDirective"]) @link(url: "https://shop.test/old/v1.0", import: ["@old"]) @composeDirective(name: "@old") directive @old on FIELD_DEFINITION directive @own(x: Int) on FIELD_DEFINITION type Query { a: Int @old b: Int @own(x: 1) }',
    },
    after: {
      a: 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: ["@composeDirective"]) @link(url: "https://shop.test/new/v1.0", import: ["@new"]) @composeDirective(name: "@new") directive @new on FIELD_DEFINITION directive @own(x: Int) on FIELD_DEFINITION type Query { a: Int @new b: Int @own(x: 2) }',
    },
    says: [
      'safe COMPOSE_DIRECTIVE_ADDED @new [a]',
      'safe DIRECTIVE_ADDED @new [a]',
      'dangerous COMPOSE_DIRECTIVE_REMOVED @old [a]',
      'safe DIRECTIVE_REMOVED @old [a]',
      'dangerous DIRECTIVE_USAGE_FIELD_DEFINITION_ADDED Query.a @new [a]',
      'dangerous DIRECTIVE_USAGE_FIELD_DEFINITION_REMOVED Query.a @old [a]',
      'safe DIRECTIVE_USAGE_ARGUMENT_ADDED Query.b @own(x:) [a]',
      'dangerous LINK_ADDED schema https://shop.test/new [a]',
      'dangerous LINK_CHANGED schema https://specs.apollo.dev/federation [a]',
      'safe LINK_REMOVED schema https://shop.test/old [a]',
    ],
  },
];
