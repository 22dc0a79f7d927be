-- By hand: the constraint that validity never overlaps, which takes btree_gist, and the copy of what was there (-- by hand).
CREATE EXTENSION IF NOT EXISTS btree_gist;--> statement-breakpoint
CREATE TABLE "customer_groups" (
	"customer_id" uuid PRIMARY KEY NOT NULL,
	"codes" text[] NOT NULL,
	"sequence" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "price_entries" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"list_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"sku" text NOT NULL,
	"break_quantities" integer[] NOT NULL,
	"break_units_minor" bigint[] NOT NULL,
	"compare_at_minor" bigint,
	"valid_from" timestamp with time zone,
	"valid_to" timestamp with time zone,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "price_entries_breaks_start_at_one" CHECK (break_quantities[1] = 1),
	CONSTRAINT "price_entries_breaks_have_units" CHECK (cardinality(break_quantities) = cardinality(break_units_minor)),
	CONSTRAINT "price_entries_not_negative" CHECK (0 <= all(break_units_minor) and 10000 >= all(break_quantities) and compare_at_minor >= 0),
	CONSTRAINT "price_entries_valid_in_order" CHECK (valid_from is null or valid_to is null or valid_from < valid_to)
);
--> statement-breakpoint
CREATE TABLE "price_entry_states" (
	"id" uuid NOT NULL,
	"version" integer NOT NULL,
	"list_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"sku" text NOT NULL,
	"break_quantities" integer[] NOT NULL,
	"break_units_minor" bigint[] NOT NULL,
	"compare_at_minor" bigint,
	"valid_from" timestamp with time zone,
	"valid_to" timestamp with time zone,
	"changed_at" timestamp with time zone NOT NULL,
	"replaced_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "price_entry_states_pkey" PRIMARY KEY("id","version")
);
--> statement-breakpoint
CREATE TABLE "price_list_states" (
	"id" uuid NOT NULL,
	"version" integer NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"currency" char(3) NOT NULL,
	"priority" integer NOT NULL,
	"customer_group_codes" text[] DEFAULT '{}' NOT NULL,
	"channel_code" text,
	"valid_from" timestamp with time zone,
	"valid_to" timestamp with time zone,
	"changed_at" timestamp with time zone NOT NULL,
	"replaced_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "price_list_states_pkey" PRIMARY KEY("id","version")
);
--> statement-breakpoint
CREATE TABLE "price_lists" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"currency" char(3) NOT NULL,
	"priority" integer NOT NULL,
	"customer_group_codes" text[] DEFAULT '{}' NOT NULL,
	"channel_code" text,
	"valid_from" timestamp with time zone,
	"valid_to" timestamp with time zone,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "price_lists_code" UNIQUE("code"),
	CONSTRAINT "price_lists_currency" UNIQUE("id","currency"),
	CONSTRAINT "price_lists_code_in_lower_case" CHECK (code ~ '^[a-z0-9][a-z0-9_-]{0,63}$'),
	CONSTRAINT "price_lists_currency_known" CHECK (currency in ('USD', 'EUR', 'GBP', 'JPY')),
	CONSTRAINT "price_lists_priority_within_bounds" CHECK (priority between 1 and 1000000),
	CONSTRAINT "price_lists_valid_in_order" CHECK (valid_from is null or valid_to is null or valid_from < valid_to)
);
--> statement-breakpoint
ALTER TABLE "price_entries" ADD CONSTRAINT "price_entries_list" FOREIGN KEY ("list_id","currency") REFERENCES "public"."price_lists"("id","currency") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "price_entries_sku" ON "price_entries" USING btree ("sku","currency");--> statement-breakpoint
CREATE INDEX "price_entry_states_sku" ON "price_entry_states" USING btree ("sku","currency");--> statement-breakpoint
-- A list for each currency, behind all others: what every price was in so far.
INSERT INTO "price_lists" ("code", "name", "currency", "priority")
SELECT 'default-' || lower(c), 'Default ' || c, c, 1000 FROM unnest(ARRAY['USD', 'EUR', 'GBP', 'JPY']) AS c;--> statement-breakpoint
INSERT INTO "price_entries" ("list_id", "currency", "sku", "break_quantities", "break_units_minor")
SELECT l.id, p.currency, p.sku, 1 || coalesce(b.quantities, '{}'), p.list_minor || coalesce(b.units, '{}')
FROM "prices" p JOIN "price_lists" l ON l.code = 'default-' || lower(p.currency)
LEFT JOIN (SELECT sku, currency, array_agg(min_quantity ORDER BY min_quantity) AS quantities, array_agg(unit_minor ORDER BY min_quantity) AS units
  FROM "price_breaks" GROUP BY sku, currency) b ON b.sku = p.sku AND b.currency = p.currency;--> statement-breakpoint
-- Checked at the end of a statement, so that one statement may move two that follow each other.
ALTER TABLE "price_entries" ADD CONSTRAINT "price_entries_never_overlap"
  EXCLUDE USING gist (list_id WITH =, sku WITH =, tstzrange(valid_from, valid_to) WITH &&) DEFERRABLE INITIALLY IMMEDIATE;
