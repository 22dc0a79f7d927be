import { expect, test } from 'vitest';
import { namesOf } from './names.ts';
import { refuseTaken } from './refuse-taken.ts';

const there = {
  names: ['orders', 'kit'],
  ports: { 4000: 'the gateway', 4005: 'orders' },
  supergraph:
    'type Query\n  @join__type(graph: ORDERS)\n{\n  order(id: ID!): Order\n  gift: String\n}\n\ntype Order {\n  wish: String\n}\n',
};
const refused = (...names: Parameters<typeof namesOf>) => expect(() => refuseTaken(namesOf(...names), there));

test('what is taken is refused, each in one sentence', () => {
  refused('orders', 4007).toThrow('orders: there is a room, a workspace or a folder of this name; nothing was written.');
  refused('kit', 4007).toThrow(/^kit: /);
  refused('reviews', 4000).toThrow('--port 4000: the gateway has it; nothing was written.');
  refused('history', 4007, 'Order').toThrow('Order: there is a type of this name; choose another with --entity; nothing was written.');
  refused('gifts', 4007).toThrow('gift: there is a query of this name; choose another with --entity; nothing was written.');
});

test('a word that the files could not be written with is refused before they are', () => {
  for (const room of ['class', 'room', 'registry', 'database', 'provision'])
    refused(room, 4007).toThrow(`${room}: code or the environment has this word for itself; choose another; nothing was written.`);
  refused('returns', 4007).toThrow(
    'Return: code, GraphQL or SQL has this word for itself; choose another with --entity; nothing was written.',
  );
  for (const room of ['news', 'strings', 'subscriptions', 'errors', 'references'])
    refused(room, 4007).toThrow(/ with --entity; nothing was written\.$/);
  refused('returns', 4007, 'ReturnRequest').not.toThrow();
});

test('what only looks like something taken is free', () => {
  refused('wishes', 4007, 'Wish').not.toThrow();
  refused('lines', 4007, 'OrderLine').not.toThrow();
});
