import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildClientSchema, buildSchema, type GraphQLSchema, type IntrospectionQuery } from 'graphql';
import { diffApi } from '../diff/diff-api.ts';
import { InputProblem } from '../problem.ts';
import { gather, type Said, saidByGraphql, saidByInspector } from './said.ts';
import { compareSaid, Tally } from './tally.ts';

const usage = `npm run schema:measure -- <folder> [<folder> ...]: our verdict on published schemas beside graphql's and the inspector's.

A folder holds the versions of one API as .graphql or introspection .json files whose names sort into their order.
  --every <n>      takes each nth version (default 1)
  --examples <n>   prints as many examples of each difference (default 0)
  --help           prints this`;

interface Version {
  name: string;
  schema: GraphQLSchema;
}

function run(args: string[]): Promise<void> | void {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { every: { type: 'string', default: '1' }, examples: { type: 'string', default: '0' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) return console.log(usage);
  if (positionals.length === 0) throw new InputProblem(`Which folder of versions? ${usage.split('\n')[0]}`);
  return measure(positionals, count('--every', values.every, 1), count('--examples', values.examples, 0));
}

function count(name: string, text: string, least: number): number {
  if (/^\d+$/.test(text) && Number(text) >= least) return Number(text);
  throw new InputProblem(`${name} ${text}: must be a whole number, ${least} or more.`);
}

async function measure(folders: string[], every: number, examples: number): Promise<void> {
  const tallies = { graphql: new Tally(examples), inspector: new Tally(examples) };
  const pairs = new Map<string, number>();
  for (const folder of folders) {
    const files = versionsIn(folder).filter((_, index) => index % every === 0);
    const seconds = { ours: 0, graphql: 0, inspector: 0 };
    let before: Version | undefined;
    let unread = 0;
    for (const [index, file] of files.entries()) {
      const after = read(folder, file);
      if (!after) {
        unread++;
        continue;
      }
      if (before) {
        const { name: from, schema: was } = before;
        const where = `${from} -> ${after.name}`;
        const timed = async (who: keyof typeof seconds, say: () => Said | Promise<Said>) => {
          const start = performance.now();
          const said = await say();
          seconds[who] += (performance.now() - start) / 1000;
          return said;
        };
        const ours = await timed('ours', () => saidByUs(was, after.schema));
        for (const [who, said] of [
          ['graphql', await timed('graphql', () => saidByGraphql(was, after.schema))],
          ['inspector', await timed('inspector', () => saidByInspector(was, after.schema))],
        ] as const) {
          for (const difference of compareSaid(ours, said)) tallies[who].add(difference, where);
          const verdict = `${who}\t${isBreaking(ours)}\t${isBreaking(said)}`;
          pairs.set(verdict, (pairs.get(verdict) ?? 0) + 1);
        }
      }
      before = after;
      if (index % 20 === 0) console.error(`${folder}: ${index + 1} of ${files.length} versions`);
    }
    const spent = Object.entries(seconds).map(([who, value]) => `${who} ${value.toFixed(1)} s`);
    console.log(`${folder}: ${files.length - unread} versions, ${unread} that graphql 16 cannot read; ${spent.join(', ')}`);
  }
  for (const who of ['graphql', 'inspector'] as const) {
    const verdicts = [...pairs].filter(([verdict]) => verdict.startsWith(who)).sort();
    console.log(
      `\nAgainst ${who}, pairs of versions (breaking to us, breaking to ${who}): ${verdicts.map(([verdict, times]) => `${verdict.split('\t').slice(1).join(' ')} ${times}`).join(', ')}\n`,
    );
    console.log(`| kind | ours | ${who} | stand | changes |\n| --- | --- | --- | --- | ---: |`);
    for (const { kind, ours, theirs, stand, count: times, examples: shown } of tallies[who].rows()) {
      console.log(
        `| ${kind} | ${ours} | ${theirs} | ${stand} | ${times} |${shown.length > 0 && stand !== 'same' ? `\n${shown.map((each) => `    ${each}`).join('\n')}` : ''}`,
      );
    }
  }
}

const saidByUs = (before: GraphQLSchema, after: GraphQLSchema): Said =>
  gather(
    diffApi(before, after).map(({ kind, path, detail, level }) => [
      [kind, path, ...(detail === undefined ? [] : [detail])].join(' '),
      level,
    ]),
  );

const isBreaking = (said: Said): string => ([...said.values()].includes('breaking') ? 'yes' : 'no');

function versionsIn(folder: string): string[] {
  const isFolder = statSync(folder, { throwIfNoEntry: false })?.isDirectory();
  const files = isFolder ? readdirSync(folder).filter((name) => /\.(graphqls?|gql|json)$/.test(name)) : [];
  if (files.length < 2) throw new InputProblem(`${folder}: must be a folder with two versions of a schema at least, as .graphql or .json.`);
  return files.sort(new Intl.Collator('en', { numeric: true }).compare);
}

/** Undefined for what graphql 16 refuses, such as SDL of before 2018. */
function read(folder: string, name: string): Version | undefined {
  const text = readFileSync(join(folder, name), 'utf8');
  try {
    if (!name.endsWith('.json')) return { name, schema: buildSchema(text, { assumeValid: true, noLocation: false }) };
    const answer = JSON.parse(text) as { data?: IntrospectionQuery };
    return { name, schema: buildClientSchema(answer.data ?? (answer as unknown as IntrospectionQuery)) };
  } catch (error) {
    console.error(`${folder}: ${name}: ${(error as Error).message.split('\n')[0]}`);
    return undefined;
  }
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  const usable = error instanceof InputProblem || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS');
  if (!usable) throw error;
  console.error((error as Error).message);
  process.exitCode = 2;
}
