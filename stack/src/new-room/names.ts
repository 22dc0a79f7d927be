/** The words of a room, by the placeholder that stands for each in a template and in its file's name. */
export interface Names {
  /** reviews */
  room: string;
  port: string;
  /** The one entity it begins with, as a type: GiftCard. */
  Entity: string;
  /** GiftCards */
  Entities: string;
  /** giftCard */
  entity: string;
  /** giftCards */
  entities: string;
  /** gift-card */
  file: string;
  /** gift-cards */
  files: string;
  /** gift_card */
  snake: string;
  /** gift_cards */
  table: string;
  /** gift card */
  words: string;
}

export function namesOf(room: string, port: number, entity = singularOf(room)): Names {
  const parts = entity.match(/[A-Z][a-z0-9]*/g) ?? [entity];
  const joined = (by: string): string => parts.map((part) => part.toLowerCase()).join(by);
  const camel = entity.charAt(0).toLowerCase() + entity.slice(1);
  return {
    room,
    port: String(port),
    Entity: entity,
    Entities: pluralOf(entity),
    entity: camel,
    entities: pluralOf(camel),
    file: joined('-'),
    files: pluralOf(joined('-')),
    snake: joined('_'),
    table: pluralOf(joined('_')),
    words: joined(' '),
  };
}

/** Fulfillment of fulfillment, Review of reviews, Category of categories, Wish of wishes. */
function singularOf(room: string): string {
  const one = /(sh|tch|x|ss)es$/.test(room)
    ? room.slice(0, -2)
    : room.endsWith('ies')
      ? `${room.slice(0, -3)}y`
      : /[^s]s$/.test(room)
        ? room.slice(0, -1)
        : room;
  return one.charAt(0).toUpperCase() + one.slice(1);
}

function pluralOf(word: string): string {
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(s|x|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}

/** `__Entity__` and the like, wherever they stand. */
export const fillIn = (text: string, names: Names): string =>
  text.replaceAll(/__([A-Za-z]+)__/g, (whole, key: string) => (key in names ? names[key as keyof Names] : whole));
