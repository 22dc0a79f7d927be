-- English makes knives of a knife and shelves of a shelf, and its stems keep them apart: a search with one of them means the other as well.
-- Of a word that has no such plural it makes one that nothing is called.
CREATE OR REPLACE FUNCTION "public".search_folded_query(folded text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN websearch_to_tsquery('simple'::regconfig, folded)
  || websearch_to_tsquery('english'::regconfig, folded)
  || websearch_to_tsquery('german'::regconfig, folded)
  || websearch_to_tsquery('french'::regconfig, folded)
  || websearch_to_tsquery('spanish'::regconfig, folded)
  || websearch_to_tsquery('italian'::regconfig, folded)
  || websearch_to_tsquery('portuguese'::regconfig, folded)
  || websearch_to_tsquery('dutch'::regconfig, folded)
  || CASE WHEN folded ~ '[\u0370-\u03FF]' THEN websearch_to_tsquery('greek'::regconfig, folded) ELSE ''::tsquery END
  || CASE WHEN folded ~ '[a-z]{2}ves\M'
     THEN websearch_to_tsquery('english'::regconfig, regexp_replace(folded, '([a-z]{2})ves\M', '\1fe', 'g'))
       || websearch_to_tsquery('english'::regconfig, regexp_replace(folded, '([a-z]{2})ves\M', '\1f', 'g'))
     ELSE ''::tsquery END
  || CASE WHEN folded ~ '[a-z]{2}fe?\M'
     THEN websearch_to_tsquery('english'::regconfig, regexp_replace(folded, '([a-z]{2})fe?\M', '\1ves', 'g'))
     ELSE ''::tsquery END;
