import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildClientSchema, buildSchema, type GraphQLSchema, type IntrospectionQuery } from 'graphql';
import { InputProblem } from '../problem.ts';

export interface Version {
  name: string;
  schema: GraphQLSchema;
}

/** The files of an API's versions, in their order. */
export function versionsIn(folder: string): string[] {
  const isFolder = statSync(folder, { throwIfNoEntry: false })?.isDirectory();
  const files = isFolder ? readdirSync(folder).filter((name) => /\.(graphqls?|gql|json)$/.test(name)) : [];
  if (files.length < 2) throw new InputProblem(`${folder}: must be a folder with two versions of a schema at least, as .graphql or .json.`);
  return files.sort(new Intl.Collator('en', { numeric: true }).compare);
}

/** Undefined for what graphql 16 refuses, such as SDL of before 2018; that is told. */
export function readVersion(folder: string, name: string): Version | undefined {
  const text = readFileSync(join(folder, name), 'utf8');
  try {
    if (!name.endsWith('.json')) return { name, schema: buildSchema(text, { assumeValid: true }) };
    const answer = JSON.parse(text) as { data?: IntrospectionQuery };
    return { name, schema: buildClientSchema(answer.data ?? (answer as unknown as IntrospectionQuery)) };
  } catch (error) {
    console.error(`${folder}: ${name}: ${(error as Error).message.split('\n')[0]}`);
    return undefined;
  }
}
