import type { Queryable } from '@cartograph/kit/db';
import type { AskedWord } from '#rules/spelling';

/** Words of a search that are looked at; a search has 200 characters. */
const maxWords = 12;
/** Words near one of them. */
const maxNear = 100;
/** A shorter word is another one when a letter is wrong. */
const minLetters = 4;

/** The words of a search with their stems, and the words of titles that one or two letters would make of them. */
export async function findAskedWords(db: Queryable, words: string): Promise<AskedWord[]> {
  return db.query<AskedWord & Record<string, unknown>>({
    name: 'asked_words',
    text: `select w.word, tsvector_to_array(search_stems(w.word)) as stems,
             case when length(w.word) < $4::int then '{}' else array(
               select distinct t.word from title_words t where t.spelling = any(array(select search_spellings(w.word))) order by t.word limit $3::int
             ) end as near,
             exists (select from unnest(array['english', 'german', 'french', 'spanish', 'italian', 'portuguese', 'dutch']::regconfig[]) l
               where to_tsvector(l, w.word) = ''::tsvector) as "isStop"
           from unnest(search_tokens($1::text)) w(word) limit $2::int`,
    values: [words, maxWords, maxNear, minLetters],
  });
}
