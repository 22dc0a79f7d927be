import type { Case } from './case.ts';

/** What clients send: arguments, input types, directives; and what stands in a schema for tools. */
export const inputCases: Case[] = [
  {
    name: 'an argument that must be sent breaks every operation; one that may be left out none',
    before: 'type Query { a: Int }',
    after: 'type Query { a(x: Int!, y: Int, z: Int! = 1): Int }',
    says: ['breaking FIELD_ARGUMENT_ADDED Query.a(x:)', 'safe FIELD_ARGUMENT_ADDED Query.a(y:)', 'safe FIELD_ARGUMENT_ADDED Query.a(z:)'],
    words: ['added as a required Int!', 'Make it Int or give it a default'],
  },
  {
    name: 'an argument that goes breaks who names it, and one that looks like it is named',
    before: 'type Query { a(first: Int, after: String): Int }',
    after: 'type Query { a(limit: Int, after: String): Int }',
    says: ['breaking FIELD_ARGUMENT_REMOVED Query.a(first:)', 'safe FIELD_ARGUMENT_ADDED Query.a(limit:)'],
    words: ['looks like a rename of first to limit'],
  },
  {
    name: 'an argument that takes more is safe, one that takes less is not, unless a default stands in',
    before: 'type Query { a(more: Int!, less: Int, filled: Int, list: [Int!], one: Int, inner: [Int]): Int }',
    after: 'type Query { a(more: Int, less: Int!, filled: Int! = 1, list: [Int], one: [Int], inner: [Int!]): Int }',
    says: [
      'dangerous FIELD_ARGUMENT_DEFAULT_CHANGED Query.a(filled:)',
      'dangerous FIELD_ARGUMENT_TYPE_CHANGED Query.a(filled:)',
      'breaking FIELD_ARGUMENT_TYPE_CHANGED Query.a(inner:)',
      'breaking FIELD_ARGUMENT_TYPE_CHANGED Query.a(less:)',
      'safe FIELD_ARGUMENT_TYPE_CHANGED Query.a(list:)',
      'safe FIELD_ARGUMENT_TYPE_CHANGED Query.a(more:)',
      'breaking FIELD_ARGUMENT_TYPE_CHANGED Query.a(one:)',
    ],
  },
  {
    name: 'a default that changes asks for something else, one that goes from what must be there breaks',
    before: 'type Query { a(x: Int = 1, y: Int! = 1, z: Int, w: Int!, v: Int = 1): Int }',
    after: 'type Query { a(x: Int = 2, y: Int!, z: Int = 1, w: Int! = 1, v: Int): Int }',
    says: [
      'dangerous FIELD_ARGUMENT_DEFAULT_CHANGED Query.a(v:)',
      'safe FIELD_ARGUMENT_DEFAULT_CHANGED Query.a(w:)',
      'dangerous FIELD_ARGUMENT_DEFAULT_CHANGED Query.a(x:)',
      'breaking FIELD_ARGUMENT_DEFAULT_CHANGED Query.a(y:)',
      'dangerous FIELD_ARGUMENT_DEFAULT_CHANGED Query.a(z:)',
    ],
    words: ['Argument v of Query.a lost its default 1.'],
  },
  {
    name: 'defaults are compared by what they mean',
    before: 'input I { a: Int b: [Float] } type Query { a(i: I = { a: 1, b: [1] }, j: I = { a: 1 }): Int }',
    after: 'input I { a: Int b: [Float] } type Query { a(i: I = { b: [1.0], a: 1 }, j: I = { a: 2 }): Int }',
    says: ['dangerous FIELD_ARGUMENT_DEFAULT_CHANGED Query.a(j:)'],
    words: ['from {a: 1} to {a: 2}'],
  },
  {
    name: 'a default inside an input type is told there, not at every default that holds it',
    before: 'input I { a: Int b: Int = 1 } type Query { a(i: I = { a: 1 }): Int }',
    after: 'input I { a: Int b: Int = 2 } type Query { a(i: I = { a: 1 }): Int }',
    says: ['dangerous INPUT_FIELD_DEFAULT_VALUE_CHANGED I.b'],
  },
  {
    name: 'fields of an input type follow the rules of arguments',
    before: 'type Query { a(i: I): Int } input I { gone: Int type: Int name: String }',
    after: 'type Query { a(i: I): Int } input I { must: Boolean! may: Boolean type: Int! name: String }',
    says: [
      'breaking INPUT_FIELD_REMOVED I.gone',
      'safe INPUT_FIELD_ADDED I.may',
      'breaking INPUT_FIELD_ADDED I.must',
      'breaking INPUT_FIELD_TYPE_CHANGED I.type',
    ],
  },
  {
    name: 'an input type that nothing took harms nobody',
    before: 'type Query { a: Int } input I { a: Int b: Int }',
    after: 'type Query { a: Int } input I { a: Int! c: [Int!]! }',
    says: ['safe INPUT_FIELD_TYPE_CHANGED I.a', 'safe INPUT_FIELD_REMOVED I.b', 'safe INPUT_FIELD_ADDED I.c'],
  },
  {
    name: 'exactly one of the fields breaks who sends several',
    before: 'type Query { a(i: I, j: J): Int } input I { a: Int b: Int } input J @oneOf { a: Int b: Int }',
    after: 'type Query { a(i: I, j: J): Int } input I @oneOf { a: Int b: Int } input J { a: Int b: Int }',
    says: ['breaking ONE_OF_ADDED I', 'safe ONE_OF_REMOVED J'],
  },
  {
    name: 'words and deprecations of what is sent',
    before:
      'directive @d("x" x: Int, y: Int @deprecated) on FIELD type Query { a(x: Int, y: Int @deprecated, z: Int @deprecated, i: I): Int } input I { "a" a: Int "b" b: Int c: Int d: Int @deprecated e: Int @deprecated }',
    after:
      '"D" directive @d("z" x: Int, y: Int) on FIELD type Query { a(x: Int @deprecated, y: Int, z: Int @deprecated(reason: "z"), i: I): Int } input I { "A" a: Int b: Int "c" c: Int @deprecated d: Int e: Int @deprecated(reason: "e") }',
    says: [
      'safe DIRECTIVE_DESCRIPTION_CHANGED @d',
      'safe DIRECTIVE_ARGUMENT_DESCRIPTION_CHANGED @d(x:)',
      'safe DIRECTIVE_ARGUMENT_DEPRECATION_CHANGED @d(y:)',
      'safe INPUT_FIELD_DESCRIPTION_CHANGED I.a',
      'safe INPUT_FIELD_DESCRIPTION_REMOVED I.b',
      'safe INPUT_FIELD_DEPRECATION_ADDED I.c',
      'safe INPUT_FIELD_DESCRIPTION_ADDED I.c',
      'safe INPUT_FIELD_DEPRECATION_REMOVED I.d',
      'safe INPUT_FIELD_DEPRECATION_REASON_CHANGED I.e',
      'safe FIELD_ARGUMENT_DEPRECATION_ADDED Query.a(x:)',
      'safe FIELD_ARGUMENT_DEPRECATION_REMOVED Query.a(y:)',
      'safe FIELD_ARGUMENT_DEPRECATION_REASON_CHANGED Query.a(z:)',
    ],
  },
  {
    name: 'a directive that clients write breaks them as an argument does',
    before:
      'directive @gone on FIELD directive @d(x: Int, y: Int = 1, z: Int) repeatable on FIELD | QUERY directive @e on FIELD directive @schema(x: Int) on OBJECT | ENUM directive @tool on OBJECT type Query { a: Int }',
    after:
      'directive @new on FIELD directive @d(x: Int!, y: Int = 2, w: Boolean!) on FIELD | MUTATION directive @e repeatable on FIELD directive @schema(x: Int!) on OBJECT type Query { a: Int }',
    says: [
      'safe DIRECTIVE_LOCATION_ADDED @d MUTATION',
      'breaking DIRECTIVE_LOCATION_REMOVED @d QUERY',
      'breaking DIRECTIVE_REPEATABLE_REMOVED @d',
      'breaking DIRECTIVE_ARGUMENT_ADDED @d(w:)',
      'breaking DIRECTIVE_ARGUMENT_TYPE_CHANGED @d(x:)',
      'dangerous DIRECTIVE_ARGUMENT_DEFAULT_VALUE_CHANGED @d(y:)',
      'breaking DIRECTIVE_ARGUMENT_REMOVED @d(z:)',
      'safe DIRECTIVE_REPEATABLE_ADDED @e',
      'breaking DIRECTIVE_REMOVED @gone',
      'safe DIRECTIVE_ADDED @new',
      'safe DIRECTIVE_LOCATION_REMOVED @schema ENUM',
      'safe DIRECTIVE_ARGUMENT_TYPE_CHANGED @schema(x:)',
      'safe DIRECTIVE_REMOVED @tool',
    ],
  },
  {
    name: 'directives at elements may change what servers and gateways do',
    before:
      'directive @d(x: Int) repeatable on SCHEMA | SCALAR | OBJECT | FIELD_DEFINITION | ARGUMENT_DEFINITION | INTERFACE | UNION | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION schema { query: Query } type Query { a(x: Int): S b: I c: U d(e: E, i: N): Int } type A implements I { x: Int } interface I { x: Int } union U = A scalar S enum E { A } input N { a: Int }',
    after:
      'directive @d(x: Int) repeatable on SCHEMA | SCALAR | OBJECT | FIELD_DEFINITION | ARGUMENT_DEFINITION | INTERFACE | UNION | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION schema @d { query: Query } type Query { a(x: Int @d): S @d b: I c: U d(e: E, i: N): Int } type A implements I @d(x: 1) { x: Int } interface I @d { x: Int } union U @d = A scalar S @d enum E @d { A @d } input N @d { a: Int @d }',
    says: [
      'dangerous DIRECTIVE_USAGE_OBJECT_ADDED A @d(x: 1)',
      'dangerous DIRECTIVE_USAGE_ENUM_ADDED E @d',
      'dangerous DIRECTIVE_USAGE_ENUM_VALUE_ADDED E.A @d',
      'dangerous DIRECTIVE_USAGE_INTERFACE_ADDED I @d',
      'dangerous DIRECTIVE_USAGE_INPUT_OBJECT_ADDED N @d',
      'dangerous DIRECTIVE_USAGE_INPUT_FIELD_DEFINITION_ADDED N.a @d',
      'dangerous DIRECTIVE_USAGE_FIELD_DEFINITION_ADDED Query.a @d',
      'dangerous DIRECTIVE_USAGE_ARGUMENT_DEFINITION_ADDED Query.a(x:) @d',
      'dangerous DIRECTIVE_USAGE_SCALAR_ADDED S @d',
      'dangerous DIRECTIVE_USAGE_UNION_MEMBER_ADDED U @d',
      'dangerous DIRECTIVE_USAGE_SCHEMA_ADDED schema @d',
    ],
  },
  {
    name: "a directive's arguments at an element change, and one of two goes",
    before:
      'directive @d(x: Int, y: Int) repeatable on FIELD_DEFINITION type Query { a: Int @d(x: 1, y: 1) b: Int @d(x: 1) @d(x: 2) c: Int @d(x: 1) }',
    after:
      'directive @d(x: Int, y: Int) repeatable on FIELD_DEFINITION type Query { a: Int @d(x: 2) b: Int @d(x: 2) c: Int @d(y: 1, x: 1) }',
    says: [
      'dangerous DIRECTIVE_USAGE_ARGUMENT_ADDED Query.a @d(x:)',
      'dangerous DIRECTIVE_USAGE_ARGUMENT_REMOVED Query.a @d(y:)',
      'dangerous DIRECTIVE_USAGE_FIELD_DEFINITION_REMOVED Query.b @d(x: 1)',
      'dangerous DIRECTIVE_USAGE_ARGUMENT_ADDED Query.c @d(y:)',
    ],
  },
];
