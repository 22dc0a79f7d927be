import { getNamedType, getNullableType, isLeafType, isListType } from 'graphql';
import { type Field, fieldsOf } from './api.ts';
import { argumentsFor } from './arguments.ts';
import { type Answer, put, type Question, questionsOf, type Send } from './ask.ts';
import { type Caller, callerOf, isSignedIn } from './callers.ts';
import { everything } from './everything.ts';
import { type Got, type Judgement, judgeFields, type Known, sightOf } from './judge.ts';
import { common, nowhere, type Person, type Thing, type Things } from './people.ts';
import { isClosed, type Role, type Row, roles, type Sight } from './rows.ts';

export interface World extends Known {
  send: Send;
  /** Whose things are asked for. */
  targets: readonly Person[];
  /** Who asks, but for the owner. */
  callers: Readonly<Record<Exclude<Role, 'owner'>, Caller>>;
}

export interface Report extends Judgement {
  requests: number;
  /** Answers that somebody between could keep. */
  kept: string[];
}

/** Every root field by everybody, for each thing of somebody's. Changes come last: first by those whom they are refused. */
export async function runMatrix(world: World, only: (place: string) => boolean = () => true): Promise<Report> {
  const report: Report = { findings: [], looked: new Set(), requests: 0, kept: [] };
  const { schema } = world.api;
  const rootFields = (root: Question['root'], fields: Field[]) =>
    fields.flatMap((field) => {
      const row = world.table.rows[`${root}.${field.name}`];
      return row && only(`${root}.${field.name}`) ? [{ root, field, row }] : [];
    });
  const queries = rootFields('Query', fieldsOf(schema.getQueryType() ?? fail()));
  const order = Object.keys(world.table.rows);
  const changes = rootFields('Mutation', fieldsOf(schema.getMutationType() ?? fail())).sort(
    (a, b) => order.indexOf(`Mutation.${a.field.name}`) - order.indexOf(`Mutation.${b.field.name}`),
  );
  const having = ({ row }: Probed, ...sights: Sight[]): Role[] => roles.filter((role) => sights.includes(row.sight[role]));
  for (const one of queries) await probe(world, report, one, roles);
  const before = await ownersView(world, queries);
  for (const one of changes) await probe(world, report, one, having(one, 'hidden', 'refused'));
  const after = await ownersView(world, queries);
  for (const [place, text] of before)
    if (after.get(place) !== text) report.findings.push(`${place} has changed, though whoever asked for a change was refused.`);
  for (const one of changes) await probe(world, report, one, having(one, 'seen'));
  return report;
}

const fail = (): never => {
  throw new Error('the API has no such root');
};

interface Probed {
  root: Question['root'];
  field: Field;
  row: Row;
}

/** What each owner sees of what is asked for, in its plain fields: steps of a placement that waits change by themselves. */
async function ownersView(world: World, queries: readonly Probed[]): Promise<Map<string, string>> {
  const views = new Map<string, string>();
  for (const { root, field, row } of queries)
    for (const by of row.by ?? [])
      for (const target of world.targets.filter(isSomebody)) {
        const caller = callerOf('owner', target, Object.values(by)[0]);
        const values = argumentsFor(field, by, target.things, caller);
        const asked = everything(world.api, world.table, field).filter((one) => isLeafType(getNamedType(one.field.type)));
        if (values && row.sight.owner === 'seen')
          views.set(placeOf({ root, field }, by, target), (await put(world.send, { root, field, asked }, values, caller)).text);
      }
  return views;
}

const isSomebody = ({ token, accessTokens }: Person): boolean => token !== undefined || accessTokens !== undefined;

const placeOf = ({ root, field }: Pick<Probed, 'root' | 'field'>, by: object, { name }: Person): string =>
  `${root}.${field.name}(${Object.values(by).join(', ')} of ${name})`;

async function probe(world: World, report: Report, { root, field, row }: Probed, asking: readonly Role[]): Promise<void> {
  // What the staff's changes answer is behind the same door as what they read, which is looked at there.
  const all =
    root === 'Query' ? everything(world.api, world.table, field) : isClosed(row) ? [] : everything(world.api, world.table, field, 0);
  // Hundreds of customers with all they have are more than the gateway gives to anybody.
  const asked = isListType(getNullableType(field.type)) ? all.filter((one) => isLeafType(getNamedType(one.field.type))) : all;
  const questions = questionsOf(root, field, asked);
  if (row.by) {
    for (const by of row.by)
      for (const target of world.targets) await ofTarget(world, report, { root, field, row }, questions, by, target, asking);
    return;
  }
  const guarded = Object.values(row.sight).includes('refused');
  if (!guarded && (root === 'Mutation' || questions.every(({ asked }) => asked.length === 0))) return;
  for (const [index, question] of questions.entries())
    await together(asking, root, async (role) => {
      if (index > 0 && row.sight[role] === 'refused') return;
      const caller = role === 'owner' ? callerOf('owner', world.targets[0] ?? fail()) : world.callers[role];
      const answer = await ask(world, report, question, argumentsFor(field, {}, common, caller) ?? {}, caller);
      // What a change without a target answers is of whoever asked for it, as far as it is anybody's.
      note(world, report, question, answer, caller, root === 'Mutation' ? caller.person : undefined);
      if (guarded) compare(report, `${root}.${field.name}`, caller, sightOf(field.name, answer, undefined, {}, {}), row, answer);
    });
}

/** One thing of one person, by everybody; an owner's cannot be asked for where nobody owns it. */
async function ofTarget(
  world: World,
  report: Report,
  { root, field, row }: Probed,
  questions: readonly Question[],
  by: Readonly<Record<string, Thing>>,
  target: Person,
  asking: readonly Role[],
): Promise<void> {
  const others = { ...common, ...nowhere() };
  await together(asking, root, async (role) => {
    if (role === 'owner' && !isSomebody(target)) return;
    const caller = role === 'owner' ? callerOf('owner', target, Object.values(by)[0]) : world.callers[role];
    const values = (things: Things) =>
      argumentsFor(field, by, { ...things, callersEmail: isSignedIn(caller) ? undefined : 'somebody@elsewhere.example' }, caller);
    for (const [index, question] of questions.entries()) {
      // Of a change that is hidden one look is enough, and more of them are more changes.
      if (index > 0 && root === 'Mutation' && row.sight[role] !== 'seen') return;
      const given = values(target.things);
      if (!given) return;
      const answer = await ask(world, report, question, given, caller);
      note(world, report, question, answer, caller, target.name);
      if (index > 0) continue;
      const unknown = await ask(world, report, question, values(others) ?? {}, caller);
      const got = sightOf(field.name, answer, unknown, target.things, others);
      compare(report, placeOf({ root, field }, by, target), caller, got, row, answer);
      report.looked.add(`${root}.${field.name} ${role} ${got}`);
    }
  });
}

/** All at once where nothing changes: answers of one must never reach another who asks the same in that moment. */
async function together(asking: readonly Role[], root: Question['root'], work: (role: Role) => Promise<void>): Promise<void> {
  if (root === 'Query') await Promise.all(asking.map(work));
  else for (const role of asking) await work(role);
}

async function ask(world: World, report: Report, question: Question, values: Record<string, unknown>, caller: Caller): Promise<Answer> {
  report.requests += 1;
  const answer = await put(world.send, question, values, caller);
  if (!/no-store|private/.test(answer.headers.get('cache-control') ?? '')) report.kept.push(`${question.root}.${question.field.name}`);
  return answer;
}

function note(world: World, report: Report, question: Question, answer: Answer, caller: Caller, target: string | undefined): void {
  const { findings, looked } = judgeFields(world, question, answer, caller, target);
  report.findings.push(...findings);
  for (const one of looked) report.looked.add(one);
}

function compare(report: Report, place: string, { role, token }: Caller, got: Got, row: Row, answer: Answer): void {
  const may: Sight = row.sight[role];
  report.looked.add(`${place.replace(/\(.*/, '')} ${role} ${got}`);
  if (got !== may) report.findings.push(`${place}: ${got} for ${role}; the table says ${may}. ${answer.text.slice(0, 300)}`);
  if (got !== 'refused') return;
  const { code, scope } = answer.errors[0]?.extensions ?? {};
  const right = token === undefined ? 'UNAUTHENTICATED' : 'FORBIDDEN';
  if (code !== right) report.findings.push(`${place}: ${role} is refused with ${String(code)}, not ${right}.`);
  if (code === 'FORBIDDEN' && scope !== row.scope)
    report.findings.push(`${place}: the refusal names the scope ${String(scope)}, not ${String(row.scope)}.`);
}
