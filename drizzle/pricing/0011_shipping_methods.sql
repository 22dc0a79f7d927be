-- By hand: the flat rates become the method "standard" (-- by hand).
CREATE TABLE "shipping_methods" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"names" jsonb DEFAULT '[]' NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"kind" text DEFAULT 'DELIVERY' NOT NULL,
	"carrier" text,
	"tax_category" text,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "shipping_methods_code" UNIQUE("code"),
	CONSTRAINT "shipping_methods_code_in_lower_case" CHECK (code ~ '^[a-z0-9][a-z0-9_-]{0,63}$'),
	CONSTRAINT "shipping_methods_kind_known" CHECK (kind in ('DELIVERY', 'PICKUP', 'DIGITAL'))
);
--> statement-breakpoint
CREATE TABLE "shipping_zone_rates" (
	"method_id" uuid NOT NULL,
	"zone" integer NOT NULL,
	"place" integer NOT NULL,
	"currency" char(3) NOT NULL,
	"price_minor" bigint NOT NULL,
	"free_from_minor" bigint,
	"max_weight_grams" integer,
	CONSTRAINT "shipping_zone_rates_pkey" PRIMARY KEY("method_id","zone","place"),
	CONSTRAINT "shipping_zone_rates_currency_known" CHECK (currency in ('USD', 'EUR', 'GBP', 'JPY')),
	CONSTRAINT "shipping_zone_rates_not_negative" CHECK (price_minor >= 0 and free_from_minor >= 0 and max_weight_grams > 0)
);
--> statement-breakpoint
CREATE TABLE "shipping_zones" (
	"method_id" uuid NOT NULL,
	"place" integer NOT NULL,
	"countries" text[] NOT NULL,
	"regions" text[],
	"min_days" integer,
	"max_days" integer,
	CONSTRAINT "shipping_zones_pkey" PRIMARY KEY("method_id","place"),
	CONSTRAINT "shipping_zones_days_in_order" CHECK (min_days >= 0 and max_days >= min_days)
);
--> statement-breakpoint
ALTER TABLE "shipping_zone_rates" ADD CONSTRAINT "shipping_zone_rates_zone" FOREIGN KEY ("method_id","zone") REFERENCES "public"."shipping_zones"("method_id","place") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shipping_zones" ADD CONSTRAINT "shipping_zones_method_id_shipping_methods_id_fk" FOREIGN KEY ("method_id") REFERENCES "public"."shipping_methods"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
INSERT INTO "shipping_methods" ("code", "name") SELECT 'standard', 'Standard delivery' WHERE EXISTS (SELECT FROM "shipping_rates");--> statement-breakpoint
-- A zone for each country; everywhere else comes last, as '' stood for it.
INSERT INTO "shipping_zones" ("method_id", "place", "countries")
SELECT m.id, row_number() OVER (ORDER BY z.country = '', z.country) - 1, CASE WHEN z.country = '' THEN '{}' ELSE ARRAY[z.country] END
FROM "shipping_methods" m, (SELECT DISTINCT country FROM "shipping_rates") z;--> statement-breakpoint
INSERT INTO "shipping_zone_rates" ("method_id", "zone", "place", "currency", "price_minor", "free_from_minor")
SELECT z.method_id, z.place, row_number() OVER (PARTITION BY z.place ORDER BY r.currency) - 1, r.currency, r.flat_minor, r.free_from_minor
FROM "shipping_zones" z JOIN "shipping_rates" r ON r.country = coalesce(z.countries[1], '');
