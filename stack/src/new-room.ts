import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { refuseStart } from '@cartograph/kit/process';
import { type Names, namesOf } from './new-room/names.ts';
import { readNewRoomOptions } from './new-room/options.ts';
import { refuseTaken, type Taken } from './new-room/refuse-taken.ts';
import { writeRoom } from './new-room/write-room.ts';
import { printedProgress } from './progress.ts';
import { registry, rooms } from './rooms.ts';

const root = join(import.meta.dirname, '../..');

/** What a new room may not be called, nor listen on. */
function taken(): Taken {
  const named = JSON.parse(readFileSync(join(root, 'schema.config.json'), 'utf8')) as { subgraphs: { name: string }[] };
  const folders = ['.', 'subgraphs', 'drizzle', 'node_modules/@cartograph'].filter((folder) => existsSync(join(root, folder)));
  return {
    names: [...rooms, ...named.subgraphs.map(({ name }) => name), ...folders.flatMap((folder) => readdirSync(join(root, folder)))],
    ports: { 4000: 'the gateway', ...Object.fromEntries(rooms.map((room) => [registry[room].port, room])) },
    supergraph: readFileSync(join(root, 'schema/supergraph.graphql'), 'utf8'),
  };
}

const nextSteps = ({ room, words, Entity }: Names): string => `
${room} composes, starts and answers. Now it is yours:
  subgraphs/${room}/README.md          say what it owns and promises; its rows in README.md and docs/architecture.md, too
  subgraphs/${room}/${room}.graphql    its contract; then npm run codegen, and schema:compose, schema:contract, schema:docs
  subgraphs/${room}/src/tables.ts      its tables; then npx drizzle-kit generate --name=what_it_does in subgraphs/${room}
  stack/src/seed                       what the demo shop shows of it, so that e2e/statements finds a ${words} to look up
  schema/operations                    an example that asks for every field of ${Entity}, for e2e/contract and for people
  stack/src/rooms.ts                   which rooms it asks, once it does

npm run check:static, then npm start.`;

try {
  const options = readNewRoomOptions(process.argv.slice(2));
  if ('help' in options) console.log(options.help);
  else {
    const port = options.port ?? Math.max(...rooms.map((room) => registry[room].port)) + 1;
    const names = namesOf(options.name, port, options.entity);
    refuseTaken(names, taken());
    await writeRoom(root, names, printedProgress());
    console.log(nextSteps(names));
  }
} catch (error) {
  refuseStart(error);
}
