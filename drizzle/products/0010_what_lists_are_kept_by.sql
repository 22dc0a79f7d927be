CREATE TABLE "facet_words" (
	"id" bigint PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"value" text NOT NULL,
	"name_label" text NOT NULL,
	"label" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "order_sales" (
	"order_id" uuid PRIMARY KEY NOT NULL,
	"units" jsonb,
	"cancelled" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "product_facets" (
	"product_id" uuid PRIMARY KEY NOT NULL,
	"listed_from" timestamp (3) with time zone NOT NULL,
	"facets" bigint[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "product_prices" (
	"product_id" uuid NOT NULL,
	"currency" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"min_minor" bigint,
	"max_minor" bigint,
	"on_sale" boolean NOT NULL,
	CONSTRAINT "product_prices_pkey" PRIMARY KEY("product_id","currency","starts_at")
);
--> statement-breakpoint
CREATE TABLE "product_standings" (
	"product_id" uuid PRIMARY KEY NOT NULL,
	"in_stock" boolean DEFAULT false NOT NULL,
	"units_sold" bigint DEFAULT 0 NOT NULL,
	"rating" numeric(3, 2),
	"ratings" integer DEFAULT 0 NOT NULL,
	"rating_sequence" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "product_standings_rating_within_5" CHECK (rating between 1 and 5)
);
--> statement-breakpoint
CREATE TABLE "sku_facts" (
	"sku" text PRIMARY KEY NOT NULL,
	"prices" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"price_sequence" integer DEFAULT 0 NOT NULL,
	"in_stock" boolean DEFAULT false NOT NULL,
	"stock_sequence" integer DEFAULT 0 NOT NULL,
	"units_sold" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX "product_facets_of" ON "product_facets" USING gin ("facets");--> statement-breakpoint
CREATE INDEX "product_prices_cheapest" ON "product_prices" USING btree ("currency",coalesce(min_minor, 9223372036854775807),"product_id");--> statement-breakpoint
CREATE INDEX "product_prices_dearest" ON "product_prices" USING btree ("currency",coalesce(min_minor, -1),"product_id");--> statement-breakpoint
CREATE INDEX "product_prices_to_begin" ON "product_prices" USING btree ("starts_at") WHERE starts_at > '-infinity';--> statement-breakpoint
CREATE INDEX "product_standings_best_selling" ON "product_standings" USING btree ("units_sold","product_id");--> statement-breakpoint
CREATE INDEX "product_standings_best_rated" ON "product_standings" USING btree (coalesce(rating, 0),"product_id");
--> statement-breakpoint
-- By hand from here.
CREATE FUNCTION "public".facet_id(kind text, name text, value text) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN hashtextextended(kind || chr(1) || name || chr(1) || value, 0);
--> statement-breakpoint
-- What is here already; what other rooms know of it comes by their events.
INSERT INTO sku_facts (sku) SELECT sku FROM product_variants;
--> statement-breakpoint
INSERT INTO product_standings (product_id) SELECT id FROM products;
--> statement-breakpoint
INSERT INTO product_prices (product_id, currency, starts_at, ends_at, on_sale)
SELECT id, currency, '-infinity', 'infinity', false FROM products CROSS JOIN unnest(array['USD', 'EUR', 'GBP', 'JPY']) currency;
--> statement-breakpoint
CREATE TEMPORARY TABLE said AS
  WITH RECURSIVE above(id, upper) AS (
    SELECT id, id FROM categories
    UNION SELECT a.id, c.parent_id FROM above a JOIN categories c ON c.id = a.upper WHERE c.parent_id IS NOT NULL)
  SELECT pc.product_id, 'CATEGORY' AS kind, 'categorySlug' AS name, c.slug AS value, 'Category' AS name_label, c.name AS label
    FROM product_categories pc JOIN above a ON a.id = pc.category_id JOIN categories c ON c.id = a.upper
  UNION SELECT p.id, 'PRODUCT_TYPE', 'productType', t.code, 'Type', t.name FROM products p JOIN product_types t ON t.id = p.product_type_id
  UNION SELECT p.id, 'TAG', 'tags', tag, 'Tags', tag FROM products p CROSS JOIN unnest(p.tags) tag
  UNION SELECT v.product_id, 'OPTION', o.key, o.value, coalesce(x.name, o.key),
      coalesce((SELECT e ->> 'name' FROM jsonb_array_elements(x."values") e WHERE e ->> 'code' = o.value LIMIT 1), o.value)
    FROM product_variants v CROSS JOIN jsonb_each_text(v.options) o LEFT JOIN product_options x ON x.product_id = v.product_id AND x.code = o.key
    WHERE v.removed_at IS NULL AND o.key <> 'variant'
  UNION SELECT a.product_id, 'ATTRIBUTE', a.code, one, d.name, one FROM products p JOIN product_types t ON t.id = p.product_type_id
    CROSS JOIN jsonb_to_recordset(t.attributes) AS d(code text, name text, filterable boolean)
    JOIN product_attributes a ON a.product_id = p.id AND a.code = d.code CROSS JOIN unnest(a."values") one WHERE d.filterable;
--> statement-breakpoint
INSERT INTO facet_words (id, kind, name, value, name_label, label)
SELECT DISTINCT ON (facet_id(kind, name, value)) facet_id(kind, name, value), kind, name, value, name_label, label FROM said ORDER BY 1, name_label, label;
--> statement-breakpoint
INSERT INTO product_facets (product_id, listed_from, facets)
SELECT p.id, CASE p.status WHEN 'PUBLISHED' THEN '-infinity' WHEN 'DRAFT' THEN coalesce(p.publish_at, 'infinity') ELSE 'infinity' END,
  coalesce(s.facets, '{}')
FROM products p LEFT JOIN (SELECT product_id, array_agg(DISTINCT facet_id(kind, name, value)) AS facets FROM said GROUP BY product_id) s
  ON s.product_id = p.id;
--> statement-breakpoint
DROP TABLE said;
