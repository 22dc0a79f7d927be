import { insertAfterLast, insertBeforeFirst } from './insert-line.ts';
import type { Names } from './names.ts';

type Wire = (text: string, names: Names, file: string) => string;

const afterLast =
  (fits: RegExp, line: (names: Names) => string): Wire =>
  (text, names, file) =>
    insertAfterLast(file, text, fits, ...line(names).split('\n'));

const beforeFirst =
  (fits: RegExp, line: (names: Names) => string): Wire =>
  (text, names, file) =>
    insertBeforeFirst(file, text, fits, ...line(names).split('\n'));

const upper = (room: string): string => room.toUpperCase();
const databaseUrl = (room: string): string => `postgres://cartograph_${room}:\${ROOMS_PASSWORD}@postgres:5432/cartograph_${room}`;

/** Every file that names each room, with what a new one adds to it. Nothing else in the project lists rooms. */
export const wires: Readonly<Record<string, readonly Wire[]>> = {
  'stack/src/rooms.ts': [
    afterLast(/^const \w+ = \(\) => import\(/, ({ room }) => `const ${room} = () => import('@cartograph/${room}/server');`),
    beforeFirst(
      /^};$/,
      ({ room, port }) =>
        `  ${room}: room({ server: ${room}, port: ${port}, start: ({ start }, options) => start({ ...options, remotes: {} }) }),`,
    ),
  ],
  'schema.config.json': [
    beforeFirst(
      /^ {2}\],$/,
      ({ room, port }) =>
        `    { "name": "${room}", "sdl": "subgraphs/${room}/${room}.graphql", "url": "http://${room}:${port}", "tables": "drizzle/${room}", "house": true }`,
    ),
    // JSON wants a comma after what was last until now.
    (text) => text.replaceAll(/\}\n( {4}\{ "name")/g, '},\n$1'),
  ],
  'docker-compose.yml': [
    afterLast(/^ {2}[A-Z]+_URL: http:/, ({ room, port }) => `  ${upper(room)}_URL: http://${room}:${port}`),
    afterLast(/^ {6}[A-Z]+_DATABASE_URL: postgres:/, ({ room }) => `      ${upper(room)}_DATABASE_URL: ${databaseUrl(room)}`),
    beforeFirst(/^ {2}gateway:$/, service),
    afterLast(/^ {6}\w+: \{ condition: service_healthy \}$/, ({ room }) => `      ${room}: { condition: service_healthy }`),
  ],
  'supergraph.yaml': [
    afterLast(
      /^ {6}file: /,
      ({ room, port }) =>
        `  ${room}:\n    routing_url: http://${room}:${port}/graphql\n    schema:\n      file: ./subgraphs/${room}/${room}.graphql`,
    ),
  ],
  '.env.example': [afterLast(/^# [A-Z]+_URL=http:\/\/127/, ({ room, port }) => `# ${upper(room)}_URL=http://127.0.0.1:${port}`)],
  // Until somebody says otherwise, which a test over all rooms asks for.
  'kit/src/personal-data.ts': [beforeFirst(/^};$/, ({ room, words }) => `  ${room}: '${words}: nothing of a customer yet',`)],
  'docs/personal-data.md': [afterLast(/^\| \w+ \| nothing \|/, ({ room }) => `| ${room} | nothing | nothing | nothing |`)],
  'README.md': [
    afterLast(
      /^\| \[subgraphs\//,
      ({ room, words }) => `| [subgraphs/${room}](subgraphs/${room}/README.md) | ${words}: say in a few words what it is |`,
    ),
  ],
  'docs/architecture.md': [
    afterLast(
      /^\| \[\w+\]\(\.\.\/subgraphs\//,
      ({ room, Entity, port }) => `| [${room}](../subgraphs/${room}/README.md) | ${Entity} | | ${port} |`,
    ),
  ],
};

function service({ room, port }: Names): string {
  return `  ${room}:
    <<: *room
    build: { context: ., args: { ROOM: subgraphs/${room} } }
    environment:
      <<: *room-environment
      PORT: ${port}
      DATABASE_URL: ${databaseUrl(room)}
    healthcheck: *healthcheck
`;
}

export const wired = (file: string, text: string, names: Names): string =>
  (wires[file] ?? []).reduce((so, wire) => wire(so, names, file), text);
