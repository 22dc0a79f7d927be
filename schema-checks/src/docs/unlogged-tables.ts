const name = String.raw`(?:"?\w+"?\.)?"?(\w+)"?`;
const create = new RegExp(String.raw`^create (unlogged )?table (?:if not exists )?${name}`, 'i');
const alter = new RegExp(String.raw`^alter table (?:if exists )?(?:only )?${name} (.*)$`, 'i');
const drop = new RegExp(String.raw`^drop table (?:if exists )?${name}`, 'i');

/** The tables that migrations, run in this order, leave unlogged. Drizzle's own snapshots do not know it: it is written by hand. */
export function unloggedTables(migrations: readonly string[]): Set<string> {
  const unlogged = new Set<string>();
  for (const statement of migrations.flatMap(statements)) {
    const [, isUnlogged, created = ''] = create.exec(statement) ?? [];
    if (isUnlogged) unlogged.add(created);
    const [, dropped = ''] = drop.exec(statement) ?? [];
    unlogged.delete(dropped);
    const [, altered = '', actions = ''] = alter.exec(statement) ?? [];
    if (/\bset unlogged\b/i.test(actions)) unlogged.add(altered);
    if (/\bset logged\b/i.test(actions)) unlogged.delete(altered);
    const [, to] = /^rename to "?(\w+)"?/i.exec(actions) ?? [];
    if (to !== undefined && unlogged.delete(altered)) unlogged.add(to);
  }
  return unlogged;
}

/** Each on one line, without comments. */
const statements = (sql: string): string[] =>
  sql
    .replaceAll(/--.*$/gm, '')
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .split(';')
    .map((statement) => statement.replaceAll(/\s+/g, ' ').trim());
