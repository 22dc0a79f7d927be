import type { Queryable } from '@cartograph/kit/db';
import { type AskedWord, minLetters } from '#rules/spelling';

/** Words of a search that are looked at; a search has 200 characters. */
const maxWords = 12;
/** Words near one of them. */
const maxNear = 100;

/** The words of a search with their stems, and the words of titles that one or two letters would make of them. */
export async function findAskedWords(db: Queryable, words: string): Promise<AskedWord[]> {
  return db.query<AskedWord & Record<string, unknown>>({
    name: 'asked_words',
    text: `select w.word, tsvector_to_array(search_stems(w.word)) as stems,
             array(
               select distinct t.word from title_words t where t.spelling = any(array(
                 select search_spellings(form) from unnest(w.word || tsvector_to_array(search_stems(w.word))) form
                 where length(form) >= $4::int)) order by t.word limit $3::int
             ) as near,
             exists (select from unnest(array['english', 'german', 'french', 'spanish', 'italian', 'portuguese', 'dutch']::regconfig[]) l
               where to_tsvector(l, w.word) = ''::tsvector) as "isStop"
           from unnest(search_tokens($1::text)) w(word) limit $2::int`,
    values: [words, maxWords, maxNear, minLetters],
  });
}
