import { getOperationAST, parse } from 'graphql';
import { expect, it } from 'vitest';
import { takingsOf } from '#buckets/takings';

const takings = (text: string) => {
  const document = parse(text);
  const operation = getOperationAST(document, 'It');
  return operation ? takingsOf(document, operation) : undefined;
};

it.each([
  ['query It { me { id } }', undefined],
  ['mutation It { addToCart { id } }', { mutation: 1, password: 0, placing: 0 }],
  ['mutation It { a: signIn { x } b: signIn { x } placeOrder { x } }', { mutation: 3, password: 2, placing: 1 }],
  [
    'mutation It { ... { refreshSession { x } } ...Two } fragment Two on Mutation { signUp { x } signUp { y } }',
    { mutation: 3, password: 3, placing: 0 },
  ],
  ['mutation Other { signIn { x } } mutation It { signOut { signIn } }', { mutation: 1, password: 0, placing: 0 }],
])('%s', (text, taken) => {
  expect(takings(text)).toEqual(taken);
});
