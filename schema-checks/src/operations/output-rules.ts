import { getNamedType, isAbstractType, isInterfaceType, isObjectType } from 'graphql';
import { all, type HitRule, type Hitting, partsOf, refused, type View } from './hitting.ts';

/** Whoever asks for the field, unless what led there leads now to another type that has it. */
export const fieldGone: HitRule = ({ path }, view) => refused(all(view.index.find(path), `asks for ${path}`), view);

export const fieldTypeChanged: HitRule = ({ path }, { index, before, after }) => {
  const [was, is] = [before, after].map((schema) => fieldTypeOf(schema, path));
  return all(
    index.find(path),
    is === undefined ? `asks for ${path}` : `asks for ${path} and reads ${was ?? 'what it was'}, which becomes ${is}`,
  );
};

function fieldTypeOf(schema: View['before'], path: string): string | undefined {
  const { type, field = '' } = partsOf(path);
  const parent = schema.getType(type);
  return isObjectType(parent) || isInterfaceType(parent) ? String(parent.getFields()[field]?.type) : undefined;
}

/** Whoever selects something of the type, spreads a fragment on it, or sends it. */
export const typeGone: HitRule = ({ path }, { index }) => [
  ...all(index.find(path), `uses ${path}`),
  ...all(index.byVariables(path), `has a variable that leads to ${path}`),
];

/** An input type may go by another name where its values are written out: then only who declares a variable of it notices. */
export const typeRemoved: HitRule = (change, view) => [
  ...refused(typeGone(change, view), view),
  ...typenameReaders(change, view).map((hitting) => ({ ...hitting, mild: true as const })),
];

/** A type that goes by another name answers `__typename` with it, wherever the type may come. */
const typenameReaders: HitRule = ({ path }, { index, before }) => {
  const abstract = Object.values(before.getTypeMap()).filter((type) => isAbstractType(type) && members(before, type.name).includes(path));
  return [path, ...abstract.map(({ name }) => name)].flatMap((name) =>
    all(index.find(`${name}.__typename`), `asks for __typename, which is ${path} no more`),
  );
};

/** A fragment on the member within the union, or one on an interface of the member: what it selects no longer comes. */
export const unionMemberGone: HitRule = ({ path, detail }, { index, before, after }) =>
  members(before, path)
    .filter((name) => (detail === undefined ? !members(after, path).includes(name) : name === detail))
    .flatMap((member) => [
      ...all(index.find(`${path} > ${member}`), `has a fragment on ${member} within ${path}`),
      ...interfacesOf(before, member).flatMap((name) =>
        all(index.find(`${path} > ${name}`), `has a fragment on ${name} within ${path}, which ${member} no longer is among`),
      ),
    ]);

export const unionMemberAdded: HitRule = ({ path, detail }, { index }) =>
  all(index.find(`read ${path}`), `reads ${path}, which may be ${detail ?? 'another type'} too`);

/** Who reads the interface may have had the type through it; fragments between the two no longer match. */
export const interfaceGone: HitRule = ({ path, detail }, { index, before, after }) =>
  interfacesOf(before, path)
    .filter((name) => (detail === undefined ? !interfacesOf(after, path).includes(name) : name === detail))
    .flatMap((name) => [
      ...all(index.find(`${name} > ${path}`), `has a fragment on ${path} within ${name}`),
      ...all(index.find(`${path} > ${name}`), `has a fragment on ${name} within ${path}`),
      ...all(index.find(`on ${name}`), `has a fragment on ${name}, which ${path} no longer is`),
      ...all(index.find(`read ${name}`), `reads ${name}, which ${path} no longer is`),
    ]);

export const interfaceAdded: HitRule = ({ path, detail }, { index, after, before }) =>
  interfacesOf(after, path)
    .filter((name) => (detail === undefined ? !interfacesOf(before, path).includes(name) : name === detail))
    .flatMap((name) => [
      ...all(index.find(`read ${name}`), `reads ${name}, which may be ${path} too`),
      ...(before.getType(path) ? all(index.find(`on ${name}`), `has a fragment on ${name}, which ${path} now is`) : []),
    ]);

/** Whoever reads the enum meets a value that it may not know. */
export const enumValueAdded: HitRule = ({ path }, { index }) => readers(path, index, `which may be ${path} too`);

/** Whoever sends the value is refused; whoever only reads the enum never meets it again. */
export const enumValueGone: HitRule = (change, { index }) => {
  const { path } = change;
  const { type } = partsOf(path);
  const byVariables = index.byVariables(type).flatMap((use): Hitting[] => {
    const seen = index.seen(use.user);
    if (!seen) return [{ ...use, message: `may send ${path} in its variables, which nobody has recorded`, assumed: true }];
    return (seen.counts[path] ?? 0) > 0 ? [{ ...use, message: `was seen to send ${path} in its variables` }] : [];
  });
  const reads = readers(path, index, `which is never ${path} any more`);
  return [
    ...all(index.find(path), `sends ${path}`),
    ...byVariables,
    ...(change.level === 'breaking' ? reads.map((hitting) => ({ ...hitting, mild: true as const })) : reads),
  ];
};

const readers = (path: string, index: View['index'], what: string): Hitting[] => {
  const { type } = partsOf(path);
  return all(index.find(`read ${type}`), `reads ${type}, ${what}`);
};

function members(schema: View['before'], union: string): string[] {
  const type = schema.getType(union);
  return isAbstractType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : [];
}

function interfacesOf(schema: View['before'], name: string): string[] {
  const type = schema.getType(name);
  return isObjectType(type) || isInterfaceType(type) ? type.getInterfaces().map((each) => getNamedType(each).name) : [];
}
