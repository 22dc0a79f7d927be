import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readStackConfig } from './config.ts';
import { type RoomName, registry, rooms } from './rooms.ts';

interface Service {
  build?: { context: string; args: { ROOM: string } };
  image?: string;
  command?: string[];
  environment?: Record<string, string | number>;
  ports?: string[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
  volumes?: string[];
}

const project = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(project, path), 'utf8');
const compose = parse(read('docker-compose.yml'), { merge: true }) as { services: Record<string, Service>; volumes: Record<string, null> };
const { services } = compose;
const service = (name: string): Service => services[name] ?? {};

const portOf = (room: RoomName): number => registry[room].port;

test('a container a room, the gateway, PostgreSQL, NATS and the one that prepares them', () => {
  expect(Object.keys(services).sort()).toEqual([...rooms, 'gateway', 'nats', 'postgres', 'provision'].sort());
  expect(Object.keys(compose)).not.toContain('name');
  expect(read('docker-compose.yml')).not.toMatch(/^\s+develop:/m);
});

test.each(rooms)('%s has one port, wherever it is named', (room) => {
  const port = portOf(room);
  expect(read(`subgraphs/${room}/src/main.ts`)).toContain(`readRoomEnvironment('${room}', ${port})`);
  const { subgraphs } = JSON.parse(read('schema.config.json')) as { subgraphs: { name: string; url: string }[] };
  expect(subgraphs).toContainEqual(expect.objectContaining({ name: room, url: `http://${room}:${port}`, house: true }));
  const url = new RegExp(`\\b${room.toUpperCase()}_URL\\b.*\\D(\\d{4})\\b`, 'g');
  for (const file of ['.env.example', ...rooms.map((each) => `subgraphs/${each}/src/config.ts`)].filter((path) =>
    existsSync(join(project, path)),
  ))
    expect([...read(file).matchAll(url)].map(([, named]) => [file, Number(named)])).toEqual(
      [...read(file).matchAll(url)].map(() => [file, port]),
    );
});

test.each(rooms)('%s listens there, on its own database, and is waited for', (room) => {
  const { build, environment = {}, healthcheck, depends_on: before } = service(room);
  expect(existsSync(join(project, build?.args.ROOM ?? '', 'src/main.ts'))).toBe(true);
  expect(build?.args.ROOM).toBe(`subgraphs/${room}`);
  expect(environment['PORT']).toBe(portOf(room));
  expect(environment['DATABASE_URL']).toMatch(new RegExp(`^postgres://cartograph_${room}:.*@postgres:5432/cartograph_${room}$`));
  expect(environment['DATABASE_URL']).toBe(
    String(service('provision').environment?.[`${room.toUpperCase()}_DATABASE_URL`]).replace(/:\?[^}]*/, ''),
  );
  expect(environment['HOST']).toBe('0.0.0.0');
  expect(healthcheck?.test.join(' ')).toContain('/health/ready');
  expect(before).toMatchObject({ provision: { condition: 'service_completed_successfully' }, nats: { condition: 'service_healthy' } });
});

test.each(rooms)('%s is found by all others at its URL', (room) => {
  const url = `http://${room}:${portOf(room)}`;
  for (const name of [...rooms, 'gateway']) expect(service(name).environment?.[`${room.toUpperCase()}_URL`]).toBe(url);
  expect(read('schema/supergraph.graphql')).toContain(`@join__graph(name: "${room}", url: "${url}`);
});

test('gateway and rooms share one secret, and nothing is secret by default', () => {
  for (const name of [...rooms, 'gateway']) expect(service(name).environment?.['CALLER_SECRET']).toMatch(/^\$\{CALLER_SECRET:\?/);
  expect(read('.env.example')).toMatch(/^POSTGRES_PASSWORD=$/m);
});

test('only the gateway has a port on the host, and only for the host: it passes the pages of rooms on', () => {
  const published = Object.entries(services).flatMap(([name, { ports = [] }]) => ports.map((port) => `${name} ${port}`));
  expect(published).toEqual(['gateway 127.0.0.1:4000:4000']);
});

test('what a service waits for can be waited for, and volumes and files are there', () => {
  for (const { depends_on: before = {}, volumes = [], command = [], healthcheck } of Object.values(services)) {
    for (const [name, { condition }] of Object.entries(before))
      if (condition === 'service_healthy') expect(service(name).healthcheck).toBeDefined();
    for (const [source = ''] of volumes.map((volume) => volume.split(':')))
      expect(source.startsWith('./') ? existsSync(join(project, source)) : source in compose.volumes).toBe(true);
    for (const word of [...command, ...(healthcheck?.test ?? [])]) expect(typeof word).toBe('string');
    for (const file of command.filter((word) => word.endsWith('.ts'))) expect(existsSync(join(project, file))).toBe(true);
  }
});

test('.env.example is accepted as it stands, and names every variable of npm start', () => {
  const lines = [...read('.env.example').matchAll(/^(?:# )?([A-Z_]+)=(\S*)/gm)].map(([, name = '', value = '']) => [name, value]);
  const env = Object.fromEntries(lines) as Record<string, string>;
  expect(readStackConfig(env)).toMatchObject({ port: 4000, seed: 'demo' });
  expect(Object.keys(env)).toEqual(expect.arrayContaining(['PORT', 'HOST', 'DATA_DIR', 'DATABASE_URL', 'SEED', 'EVENT_BUS', 'SMTP_URL']));
});
