import { type FieldProblem, fieldProblem, isStorableText } from '@cartograph/kit/problems';

/** A picture as staff names it: one that is there, one that was uploaded, or one at an address; null clears, undefined leaves. */
export interface MediaInput {
  id?: string | null | undefined;
  uploadId?: string | null | undefined;
  url?: string | null | undefined;
  alt?: string | null | undefined;
  translations?: readonly { locale: string; alt: string }[] | null | undefined;
  focalX?: number | null | undefined;
  focalY?: number | null | undefined;
}

export const maxMedia = 50;
/** Fetched while somebody waits. */
export const maxUrls = 10;
const maxAlt = 500;
const maxTranslations = 50;
const locale = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$/;

type Path = readonly (string | number)[];

/** Everything that is wrong with a list of pictures by itself; `path` leads to the list. */
export function wrongMedia(inputs: readonly MediaInput[], path: Path, hosts: readonly string[]): FieldProblem[] {
  if (inputs.length > maxMedia) return [fieldProblem(path, `At most ${maxMedia} pictures may stand here.`)];
  const urls = inputs.filter(({ url }) => typeof url === 'string').length;
  return [
    ...(urls > maxUrls ? [fieldProblem(path, `At most ${maxUrls} pictures are fetched by their url in one call.`)] : []),
    ...inputs.flatMap((input, index) => wrongOne(input, [...path, index], hosts)),
  ];
}

function wrongOne(input: MediaInput, path: Path, hosts: readonly string[]): FieldProblem[] {
  const named = [input.id, input.uploadId, input.url].filter((each) => typeof each === 'string');
  return [
    ...(named.length === 1 ? [] : [fieldProblem(path, 'Name exactly one of id, uploadId and url.')]),
    ...(typeof input.url === 'string' ? wrongUrl(input.url, [...path, 'url'], hosts) : []),
    ...(typeof input.alt === 'string' ? wrongAlt(input.alt, [...path, 'alt']) : []),
    ...wrongTranslations(input.translations ?? [], [...path, 'translations']),
    ...(['focalX', 'focalY'] as const).flatMap((field) => {
      const value = input[field];
      return typeof value === 'number' && !(value >= 0 && value <= 1)
        ? [fieldProblem([...path, field], `${field} must be from 0 to 1: its part of the picture, from the upper left.`)]
        : [];
    }),
  ];
}

const wrongAlt = (alt: string, path: Path): FieldProblem[] =>
  alt.length > maxAlt || !isStorableText(alt) ? [fieldProblem(path, `alt must be a text of at most ${maxAlt} letters.`)] : [];

function wrongTranslations(translations: readonly { locale: string; alt: string }[], path: Path): FieldProblem[] {
  if (translations.length > maxTranslations) return [fieldProblem(path, `At most ${maxTranslations} translations may stand here.`)];
  const seen = new Set<string>();
  return translations.flatMap((each, index) => {
    const name = each.locale.toLowerCase();
    const again = seen.has(name);
    seen.add(name);
    return [
      ...(locale.test(each.locale) && !again
        ? []
        : [fieldProblem([...path, index, 'locale'], 'locale must be a language such as de or pt-BR, each once.')]),
      ...wrongAlt(each.alt, [...path, index, 'alt']),
    ];
  });
}

/** Whether a picture may be fetched from there: https, on a host of MEDIA_HOSTS, without a password, at the usual port. */
export function wrongUrl(text: string, path: Path, hosts: readonly string[]): FieldProblem[] {
  const url = text.length <= 2_000 ? URL.parse(text) : null;
  const ours = url !== null && url.protocol === 'https:' && url.username === '' && url.password === '' && hosts.includes(url.host);
  if (ours) return [];
  const message =
    hosts.length === 0
      ? 'url is not taken here: no host is named in MEDIA_HOSTS; upload the picture.'
      : 'url must be https, on one of these hosts.';
  return [fieldProblem(path, message, hosts)];
}
