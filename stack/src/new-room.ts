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

function nextSteps({ room, words, Entity }: Names): string {
  const own = `subgraphs/${room}`;
  const steps = [
    [`${own}/README.md`, 'what it owns and promises; its rows in README.md and docs/architecture.md, too'],
    [`${own}/${room}.graphql`, 'its contract; then npm run codegen, and schema:compose, schema:contract, schema:docs'],
    [`${own}/src/events.ts`, 'what it says; then npm run schema:events'],
    [`${own}/src/tables.ts`, `its tables; then npx drizzle-kit generate --name=what_it_does in ${own}`],
    ['stack/src/rooms.ts', 'which rooms it asks, once it does'],
    ['stack/src/seed', `what the demo shows of it, so that e2e/statements finds a ${words} to look up`],
    ['schema/operations', `an example that asks for every field of ${Entity}, for people and for e2e/contract`],
    ['e2e/security/table.ts', 'who may see each of its root fields'],
    [`${own}/src/checks.ts`, 'what must never be; stack/src/doctor plants each of it'],
  ];
  const width = Math.max(...steps.map(([file = '']) => file.length)) + 2;
  return `
${room} composes, starts and answers. Now it is yours:
${steps.map(([file = '', what]) => `  ${file.padEnd(width)}${what}`).join('\n')}

docs/add-a-room.md walks through the rest. npm run check:static, then npm start.`;
}

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
