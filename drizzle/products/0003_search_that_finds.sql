CREATE EXTENSION IF NOT EXISTS unaccent;
--> statement-breakpoint
-- Compositions, width, case and accents away, on both sides of a search. Marks are taken off Latin and Greek letters alone: of Cyrillic,
-- Japanese or Indian ones they make another letter. Sigma at the end of a word is sigma.
CREATE FUNCTION "public".search_fold(given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN translate(lower(public.unaccent('public.unaccent'::regdictionary, normalize(
  regexp_replace(normalize(given, NFKD), '([A-Za-z\u00C0-\u024F\u0370-\u03FF])[\u0300-\u036F]+', '\1', 'g'), NFKC)) COLLATE "und-x-icu"), 'ς’', 'σ''');
--> statement-breakpoint
-- The stems of a folded text in every language that the shop may be written in: nobody says which it is.
CREATE FUNCTION "public".search_stems(folded text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN to_tsvector('english'::regconfig, folded)
  || to_tsvector('german'::regconfig, folded)
  || to_tsvector('french'::regconfig, folded)
  || to_tsvector('spanish'::regconfig, folded)
  || to_tsvector('italian'::regconfig, folded)
  || to_tsvector('portuguese'::regconfig, folded)
  || to_tsvector('dutch'::regconfig, folded)
  || CASE WHEN folded ~ '[\u0370-\u03FF]' THEN to_tsvector('greek'::regconfig, folded) ELSE ''::tsvector END;
--> statement-breakpoint
-- The words as they stand come first, so that phrases have their order. Stems of a title have places for its rank; others are only there.
-- In plpgsql, which folds each text once: as one expression it took three times as long.
CREATE FUNCTION "public".search_vector(title text, description text, variants text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  t text := "public".search_fold(title);
  d text := "public".search_fold(coalesce(description, ''));
  v text := "public".search_fold(variants);
BEGIN
  RETURN setweight(to_tsvector('simple', t), 'A') || setweight(to_tsvector('simple', d), 'B') || setweight(to_tsvector('simple', v), 'C')
    || setweight("public".search_stems(t), 'A') || strip("public".search_stems(d || ' ' || v));
END
$$;
--> statement-breakpoint
-- All the words that are wanted, in one of the languages.
CREATE FUNCTION "public".search_folded_query(folded text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN websearch_to_tsquery('simple'::regconfig, folded)
  || websearch_to_tsquery('english'::regconfig, folded)
  || websearch_to_tsquery('german'::regconfig, folded)
  || websearch_to_tsquery('french'::regconfig, folded)
  || websearch_to_tsquery('spanish'::regconfig, folded)
  || websearch_to_tsquery('italian'::regconfig, folded)
  || websearch_to_tsquery('portuguese'::regconfig, folded)
  || websearch_to_tsquery('dutch'::regconfig, folded)
  || CASE WHEN folded ~ '[\u0370-\u03FF]' THEN websearch_to_tsquery('greek'::regconfig, folded) ELSE ''::tsquery END;
--> statement-breakpoint
CREATE FUNCTION "public".search_query(given text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN "public".search_folded_query("public".search_fold(given));
--> statement-breakpoint
-- All the words, the last one perhaps only begun. Without words it is empty and finds nothing.
CREATE FUNCTION "public".search_begun(given text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce((nullif(websearch_to_tsquery('simple'::regconfig, "public".search_fold(given))::text, '') || ':*')::tsquery, ''::tsquery);
--> statement-breakpoint
CREATE FUNCTION "public".search_tokens(given text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN tsvector_to_array(to_tsvector('simple'::regconfig, "public".search_fold(given)));
--> statement-breakpoint
-- Stems, too: "candel" is a letter away from the stem of candles, and two from candles.
CREATE FUNCTION "public".search_title_words(title text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN tsvector_to_array(to_tsvector('simple'::regconfig, "public".search_fold(title)) || "public".search_stems("public".search_fold(title)));
--> statement-breakpoint
-- A word, and what is left of it without one of its letters: two words that meet in one of them differ by a letter or two at most.
CREATE FUNCTION "public".search_spellings(word text) RETURNS SETOF text LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT word UNION SELECT left(word, i - 1) || substr(word, i + 1) FROM generate_series(1, length(word)) i;
END;
--> statement-breakpoint
CREATE TABLE "title_words" (
	"spelling" text NOT NULL,
	"word" text NOT NULL,
	CONSTRAINT "title_words_pkey" PRIMARY KEY("spelling","word")
);
--> statement-breakpoint
DROP INDEX "products_title_trigrams";--> statement-breakpoint
ALTER TABLE "products" drop column "search";--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "search" "tsvector" GENERATED ALWAYS AS ("public".search_vector(title, description, variant_words)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "product_variants" ADD COLUMN "sku_key" text GENERATED ALWAYS AS (upper(regexp_replace(sku, '[^A-Za-z0-9]', '', 'g'))) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "product_variants_by_sku_key" ON "product_variants" USING btree ("sku_key" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "products_search" ON "products" USING gin ("search");--> statement-breakpoint
-- Never taken away: a word that no title has any more finds nothing. In one order, so that two imports never wait for each other.
CREATE FUNCTION "public".keep_title_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "public".title_words (spelling, word)
  SELECT s, w FROM (SELECT DISTINCT unnest("public".search_title_words(title)) AS w FROM changed) words, "public".search_spellings(w) s
  WHERE length(w) BETWEEN 3 AND 40 AND NOT EXISTS (SELECT FROM "public".title_words known WHERE known.spelling = w AND known.word = w)
  ORDER BY s, w ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER products_keep_words_of_new AFTER INSERT ON products
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "public".keep_title_words();
--> statement-breakpoint
CREATE TRIGGER products_keep_words_of_changed AFTER UPDATE ON products
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "public".keep_title_words();
--> statement-breakpoint
INSERT INTO title_words (spelling, word)
SELECT s, w FROM (SELECT DISTINCT unnest("public".search_title_words(title)) AS w FROM products) words, "public".search_spellings(w) s
WHERE length(w) BETWEEN 3 AND 40;
