import type { Case } from './case.ts';

/** What clients read: fields, types, unions, interfaces, enums. */
export const outputCases: Case[] = [
  {
    name: 'a field that goes breaks who asks for it, and one that looks like it is named',
    before: 'type Query { price: Int name: String }',
    after: 'type Query { amount: Int name: String }',
    says: ['safe FIELD_ADDED Query.amount', 'breaking FIELD_REMOVED Query.price'],
  },
  {
    name: 'a field that was deprecated breaks no less, and its deprecation is told',
    before: 'type Query { price: Int @deprecated(reason: "Use amount.") amount: Int }',
    after: 'type Query { amount: Int }',
    says: ['breaking FIELD_REMOVED Query.price'],
    words: ['Field Query.price was removed.', 'It was deprecated: Use amount.', 'Keep it with @deprecated'],
  },
  {
    name: 'a promise of a value is safe to make',
    before: 'type Query { a: Int b: [Int] }',
    after: 'type Query { a: Int! b: [Int!]! }',
    says: ['safe FIELD_TYPE_CHANGED Query.a', 'safe FIELD_TYPE_CHANGED Query.b'],
  },
  {
    name: 'a promise of a value is not safe to break',
    before: 'type Query { a: Int! b: [Int!] }',
    after: 'type Query { a: Int b: [Int] }',
    says: ['breaking FIELD_TYPE_CHANGED Query.a', 'breaking FIELD_TYPE_CHANGED Query.b'],
    words: ['from Int! to Int', 'It may give null now', 'Keep Int!'],
  },
  {
    name: 'a list in place of one breaks, and one in place of a list',
    before: 'type Query { a: Int b: [Int] }',
    after: 'type Query { a: [Int] b: Int }',
    says: ['breaking FIELD_TYPE_CHANGED Query.a', 'breaking FIELD_TYPE_CHANGED Query.b'],
    words: ['find a list'],
  },
  {
    name: 'an interface in place of a type that implements it breaks: fields and fragments may be refused',
    before: 'type Query { a: A } interface I { x: Int } type A implements I { x: Int y: Int }',
    after: 'type Query { a: I } interface I { x: Int } type A implements I { x: Int y: Int }',
    says: ['breaking FIELD_TYPE_CHANGED Query.a'],
    words: ['Clients read A there'],
  },
  {
    name: 'a type that goes with the field that led to it is one break',
    before: 'type Query { a: Int coupon: Coupon } type Coupon { code: String offer: Offer } type Offer { x: Int }',
    after: 'type Query { a: Int }',
    says: ['safe TYPE_REMOVED Coupon', 'safe TYPE_REMOVED Offer', 'breaking FIELD_REMOVED Query.coupon'],
    words: ['What led to it is reported by itself: Query.coupon.'],
  },
  {
    name: 'a type that an interface still leads to breaks who has a fragment on it',
    before:
      'type Query { node: Node } interface Node { id: ID } type A implements Node { id: ID } type B implements Node { id: ID a: Int }',
    after: 'type Query { node: Node } interface Node { id: ID } type A implements Node { id: ID }',
    says: ['breaking TYPE_REMOVED B'],
    words: ['Object type B was removed.', 'name it in a fragment'],
  },
  {
    name: 'a type that nothing led to is gone without harm, and so is what changes in one',
    before: 'type Query { a: Int } type Lost { a: Int } type Stray { a: Int b: Int } type T { a: Int }',
    after: 'type Query { a: Int } type Stray { a: String } type T { a: Int }',
    says: ['safe TYPE_REMOVED Lost', 'safe FIELD_TYPE_CHANGED Stray.a', 'safe FIELD_REMOVED Stray.b'],
    words: ['Nothing in the schema led clients to this type.'],
  },
  {
    name: 'a type under a new name is one change, whatever refers to it',
    before: 'type Query { a: Money b: [Money!]! } type Money { amount: String next: Money }',
    after: 'type Query { a: Price b: [Price!]! } type Price { amount: String next: Price }',
    says: ['breaking TYPE_REMOVED Money', 'safe TYPE_ADDED Price'],
    words: ['looks like a rename of Money to Price', 'is not told again'],
  },
  {
    name: 'a type under a new name and with other fields is told with what changed',
    before: 'type Query { a: Money } type Money { amount: String currency: String sign: Int }',
    after: 'type Query { a: Price } type Price { amount: String currency: String }',
    says: ['safe TYPE_REMOVED Money', 'safe TYPE_ADDED Price', 'breaking FIELD_TYPE_CHANGED Query.a'],
  },
  {
    name: 'a type of another kind breaks, and its members are not told',
    before: 'type Query { a: T } type T { x: Int y: Int }',
    after: 'type Query { a: T } union T = U type U { x: Int }',
    says: ['breaking TYPE_KIND_CHANGED T', 'safe TYPE_ADDED U'],
    words: ['T changed from object type to union.'],
  },
  {
    name: 'a new member of a union may surprise who reads it',
    before: 'type Query { u: U } type A { a: Int } type B { a: Int } union U = A',
    after: 'type Query { u: U } type A { a: Int } type B { a: Int } union U = A | B',
    says: ['dangerous UNION_MEMBER_ADDED U B'],
  },
  {
    name: 'a member that leaves a union breaks its fragments; one whose type is gone is told once',
    before: 'type Query { u: U a: A } type A { a: Int } type B { b: Int } type C { c: Int } union U = A | B | C',
    after: 'type Query { u: U a: A } type A { a: Int } type B { b: Int } union U = B',
    says: ['breaking TYPE_REMOVED C', 'breaking UNION_MEMBER_REMOVED U A'],
  },
  {
    name: 'an object that joins an interface may surprise who reads that; an interface that does gives no object',
    before: 'type Query { i: I j: J } interface I { x: Int } interface J { x: Int } type A { x: Int } type B implements I { x: Int }',
    after:
      'type Query { i: I j: J } interface I { x: Int } interface J implements I { x: Int } type A implements I { x: Int } type B implements I { x: Int }',
    says: ['dangerous OBJECT_TYPE_INTERFACE_ADDED A I', 'safe OBJECT_TYPE_INTERFACE_ADDED J I'],
  },
  {
    name: 'an object that is new and joins an interface may surprise who reads that, where a field gives it',
    before: 'type Query { i: I a: A } interface I { x: Int } interface J { x: Int } type A implements I & J { x: Int }',
    after:
      'type Query { i: I a: A } interface I { x: Int } interface J { x: Int } interface K implements I { x: Int } type A implements I & J { x: Int } type B implements I & J & K { x: Int }',
    says: ['dangerous OBJECT_TYPE_INTERFACE_ADDED B I', 'safe TYPE_ADDED B', 'safe TYPE_ADDED K'],
    words: ['B, which is new, implements I.', 'Clients that read I may get a type', 'a branch for types'],
  },
  {
    name: 'an object that joins an interface which is new surprises nobody',
    before: 'type Query { a: A } type A { x: Int }',
    after: 'type Query { a: A } interface I { x: Int } type A implements I { x: Int }',
    says: ['safe OBJECT_TYPE_INTERFACE_ADDED A I', 'safe TYPE_ADDED I'],
  },
  {
    name: 'an object that leaves an interface breaks fragments; an interface that leaves another may',
    before:
      'type Query { i: I a: A } interface I { x: Int } interface J implements I { x: Int } type A implements I & J { x: Int } type B implements I & J { x: Int }',
    after:
      'type Query { i: I a: A } interface I { x: Int } interface J { x: Int } type A implements J { x: Int } type B implements I & J { x: Int }',
    says: ['breaking OBJECT_TYPE_INTERFACE_REMOVED A I', 'dangerous OBJECT_TYPE_INTERFACE_REMOVED J I'],
  },
  {
    name: 'an enum that clients read: a new value may surprise them, one that goes reaches them as something else',
    before: 'type Query { s: S } enum S { A B C }',
    after: 'type Query { s: S } enum S { C A D E }',
    says: ['dangerous ENUM_VALUE_REMOVED S.B', 'dangerous ENUM_VALUE_ADDED S.D', 'dangerous ENUM_VALUE_ADDED S.E'],
    words: ['Nobody can send it'],
  },
  {
    name: 'an enum that clients send: a new value is safe, one that goes breaks who sends it',
    before: 'type Query { a(s: S): Int } enum S { A OLD }',
    after: 'type Query { a(s: S): Int } enum S { A NEW }',
    says: ['safe ENUM_VALUE_ADDED S.NEW', 'breaking ENUM_VALUE_REMOVED S.OLD'],
  },
  {
    name: 'an enum that clients send and read is judged by the worse of both',
    before: 'type Query { a(i: I): S } input I { s: [S!] } enum S { A B }',
    after: 'type Query { a(i: I): S } input I { s: [S!] } enum S { B C D }',
    says: ['breaking ENUM_VALUE_REMOVED S.A', 'dangerous ENUM_VALUE_ADDED S.C', 'dangerous ENUM_VALUE_ADDED S.D'],
  },
  {
    name: 'an enum that nothing leads to harms nobody',
    before: 'type Query { a: Int } enum S { A B }',
    after: 'type Query { a: Int } enum S { B C D }',
    says: ['safe ENUM_VALUE_REMOVED S.A', 'safe ENUM_VALUE_ADDED S.C', 'safe ENUM_VALUE_ADDED S.D'],
  },
  {
    name: 'root types that come are safe, that go break every operation of theirs, and that change their name break fragments',
    before: 'schema { query: Query mutation: M } type Query { a: Int } type M { b: Int c: I } type I { x: Int }',
    after: 'schema { query: Root subscription: S } type Root { a: Int } type S { b: Int }',
    says: [
      'safe TYPE_REMOVED I',
      'breaking SCHEMA_MUTATION_TYPE_CHANGED M',
      'breaking SCHEMA_QUERY_TYPE_CHANGED Query',
      'safe SCHEMA_SUBSCRIPTION_TYPE_CHANGED S',
    ],
  },
  {
    name: 'words are for readers',
    before:
      '"s" schema { query: Query } "old" type Query { "f" a("x" x: Int): Int "g" b: S c: Int } enum S { "v" A } type D { a: Int } "e" type E { a: Int }',
    after:
      '"t" schema { query: Query } "new" type Query { "F" a("y" x: Int): Int b: S "h" c: Int } enum S { "w" A } "d" type D { a: Int } type E { a: Int }',
    says: [
      'safe TYPE_DESCRIPTION_ADDED D',
      'safe TYPE_DESCRIPTION_REMOVED E',
      'safe TYPE_DESCRIPTION_CHANGED Query',
      'safe FIELD_DESCRIPTION_CHANGED Query.a',
      'safe FIELD_ARGUMENT_DESCRIPTION_CHANGED Query.a(x:)',
      'safe FIELD_DESCRIPTION_REMOVED Query.b',
      'safe FIELD_DESCRIPTION_ADDED Query.c',
      'safe ENUM_VALUE_DESCRIPTION_CHANGED S.A',
      'safe SCHEMA_DESCRIPTION_CHANGED schema',
    ],
  },
  {
    name: 'deprecations of fields and values come, go and give other reasons',
    before:
      'type Query { a: Int b: Int @deprecated c: Int @deprecated d: Int @deprecated(reason: "x") e: Int @deprecated(reason: "x") s: S } enum S { A B @deprecated(reason: "x") C @deprecated(reason: "x") }',
    after:
      'type Query { a: Int @deprecated b: Int c: Int @deprecated(reason: "x") d: Int @deprecated(reason: "y") e: Int @deprecated s: S } enum S { A @deprecated(reason: "x") B @deprecated(reason: "y") C }',
    says: [
      'safe FIELD_DEPRECATION_ADDED Query.a',
      'safe FIELD_DEPRECATION_REMOVED Query.b',
      'safe FIELD_DEPRECATION_REASON_ADDED Query.c',
      'safe FIELD_DEPRECATION_REASON_CHANGED Query.d',
      'safe FIELD_DEPRECATION_REASON_REMOVED Query.e',
      'safe ENUM_VALUE_DEPRECATION_REASON_ADDED S.A',
      'safe ENUM_VALUE_DEPRECATION_REASON_CHANGED S.B',
      'safe ENUM_VALUE_DEPRECATION_REASON_REMOVED S.C',
    ],
  },
  {
    name: 'a scalar that follows another specification, or none, may be read in the wrong way',
    before: 'type Query { a: A b: B c: C } scalar A scalar B @specifiedBy(url: "https://b/1") scalar C @specifiedBy(url: "https://c")',
    after: 'type Query { a: A b: B c: C } scalar A @specifiedBy(url: "https://a") scalar B @specifiedBy(url: "https://b/2") scalar C',
    says: ['safe SPECIFIED_BY_ADDED A', 'dangerous SPECIFIED_BY_CHANGED B', 'dangerous SPECIFIED_BY_REMOVED C'],
  },
];
