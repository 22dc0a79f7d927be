-- By hand, where the order and the rows are concerned: each coupon becomes a code that gives a promotion of its own, with the same numbers; its claims are kept.
CREATE TABLE "coupon_batches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"idempotency_key" text NOT NULL,
	"input_hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "coupon_batches_key_once" UNIQUE("idempotency_key")
);
--> statement-breakpoint
CREATE TABLE "goods_facts" (
	"sku" text PRIMARY KEY NOT NULL,
	"product_id" text NOT NULL,
	"categories" text[] NOT NULL,
	"collections" text[] NOT NULL,
	"sequence" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "promotion_book" (
	"single" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"version" uuid DEFAULT gen_random_uuid() NOT NULL,
	CONSTRAINT "promotion_book_is_one" CHECK (single)
);
--> statement-breakpoint
CREATE TABLE "promotions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"active" boolean NOT NULL,
	"priority" integer NOT NULL,
	"stacking" text NOT NULL,
	"needs_coupon" boolean NOT NULL,
	"starts_at" timestamp with time zone,
	"ends_at" timestamp with time zone,
	"usage_limit" integer,
	"usage_limit_per_customer" integer,
	"uses" integer DEFAULT 0 NOT NULL,
	"conditions" jsonb NOT NULL,
	"effect" jsonb NOT NULL,
	"counted" boolean GENERATED ALWAYS AS (usage_limit is not null or usage_limit_per_customer is not null or conditions @> '[{"kind": "FIRST_ORDER"}]'::jsonb) STORED NOT NULL,
	"asks_products" boolean GENERATED ALWAYS AS (conditions @> '[{"kind": "PRODUCTS"}]'::jsonb or conditions @> '[{"kind": "CATEGORIES"}]'::jsonb or conditions @> '[{"kind": "COLLECTIONS"}]'::jsonb) STORED NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "promotions_code_once" UNIQUE("code"),
	CONSTRAINT "promotions_code_upper_case" CHECK (code ~ '^[A-Z0-9_-]{1,64}$'),
	CONSTRAINT "promotions_stacking_known" CHECK (stacking in ('STACKS', 'BEST_OF_GROUP', 'EXCLUSIVE')),
	CONSTRAINT "promotions_end_after_their_start" CHECK (ends_at > starts_at),
	CONSTRAINT "promotions_uses_within_limit" CHECK (uses >= 0 and (usage_limit is null or uses <= usage_limit)),
	CONSTRAINT "promotions_limits_not_negative" CHECK (usage_limit >= 0 and usage_limit_per_customer >= 0)
);
--> statement-breakpoint
ALTER TABLE "coupons" DROP CONSTRAINT "coupons_percentage_within_bounds";--> statement-breakpoint
ALTER TABLE "coupons" DROP CONSTRAINT "coupons_limits_not_negative";--> statement-breakpoint
DROP INDEX "coupon_claims_live";--> statement-breakpoint
DROP INDEX "coupon_claims_live_by_buyer";--> statement-breakpoint
DROP INDEX "coupon_claims_live_by_time";--> statement-breakpoint
ALTER TABLE "coupon_claims" ADD COLUMN "promotion_id" uuid;--> statement-breakpoint
ALTER TABLE "coupon_claims" ADD COLUMN "counted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "coupons" ADD COLUMN "id" uuid;--> statement-breakpoint
ALTER TABLE "coupons" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "coupons" ADD COLUMN "promotion_id" uuid;--> statement-breakpoint
ALTER TABLE "coupons" ADD COLUMN "active" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "coupons" ADD COLUMN "batch_id" uuid;--> statement-breakpoint
ALTER TABLE "placement_quotes" ADD COLUMN "promoted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
INSERT INTO "promotion_book" DEFAULT VALUES;--> statement-breakpoint
-- A coupon without a minimum in a currency asks for nothing there, a promotion that names other sums alone is not to be had: so each is named.
INSERT INTO "promotions" ("id", "code", "name", "active", "priority", "stacking", "needs_coupon", "starts_at", "usage_limit_per_customer", "uses", "conditions", "effect")
SELECT gen_random_uuid(), c."code", 'Coupon ' || c."code", true, 100, 'STACKS', true, c."starts_at", c."per_customer_limit",
  CASE WHEN c."per_customer_limit" IS NULL THEN 0 ELSE c."uses" END,
  CASE WHEN c."skus" IS NULL THEN '[]'::jsonb ELSE jsonb_build_array(jsonb_build_object('kind', 'SKUS', 'values', to_jsonb(c."skus"))) END
  || CASE WHEN c."tax_categories" IS NULL THEN '[]'::jsonb ELSE jsonb_build_array(jsonb_build_object('kind', 'TAX_CATEGORIES', 'values', to_jsonb(c."tax_categories"))) END
  || CASE WHEN NOT EXISTS (SELECT FROM "coupon_amounts" a WHERE a."code" = c."code" AND a."minimum_minor" > 0) THEN '[]'::jsonb ELSE
    (SELECT jsonb_agg(jsonb_build_object('kind', 'SUBTOTAL_FROM', 'amount', jsonb_build_object('minor', coalesce(a."minimum_minor", 0)::text, 'currency', k."currency")))
      FROM unnest(ARRAY['USD', 'EUR', 'GBP', 'JPY']) k("currency") LEFT JOIN "coupon_amounts" a ON a."code" = c."code" AND a."currency" = k."currency") END,
  CASE WHEN c."basis_points" IS NOT NULL THEN jsonb_build_object('kind', 'PERCENT_OFF', 'basisPoints', c."basis_points", 'maximum', '[]'::jsonb)
    ELSE jsonb_build_object('kind', 'AMOUNT_OFF', 'amounts', coalesce((SELECT jsonb_agg(jsonb_build_object('minor', a."off_minor"::text, 'currency', a."currency"))
      FROM "coupon_amounts" a WHERE a."code" = c."code" AND a."off_minor" IS NOT NULL), '[]'::jsonb)) END
FROM "coupons" c ORDER BY c."code";--> statement-breakpoint
UPDATE "coupons" c SET "id" = gen_random_uuid(), "promotion_id" = p."id" FROM "promotions" p WHERE p."code" = c."code";--> statement-breakpoint
UPDATE "coupon_claims" l SET "promotion_id" = p."id", "counted" = p."counted" FROM "promotions" p WHERE p."code" = l."code";--> statement-breakpoint
ALTER TABLE "coupons" ALTER COLUMN "id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "coupons" ALTER COLUMN "promotion_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "coupon_claims" ALTER COLUMN "promotion_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "coupon_claims" DROP CONSTRAINT "coupon_claims_pkey";--> statement-breakpoint
ALTER TABLE "coupon_claims" ALTER COLUMN "code" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "coupon_claims" ADD CONSTRAINT "coupon_claims_pkey" PRIMARY KEY("placement_id","promotion_id");--> statement-breakpoint
CREATE INDEX "promotions_of_every_basket" ON "promotions" USING btree ("id") WHERE active and not needs_coupon;--> statement-breakpoint
CREATE INDEX "promotions_counted_of_every_basket" ON "promotions" USING btree ("id") WHERE active and not needs_coupon and counted;--> statement-breakpoint
CREATE INDEX "promotions_asking_products" ON "promotions" USING btree ("id") WHERE active and asks_products;--> statement-breakpoint
ALTER TABLE "coupons" ADD CONSTRAINT "coupons_promotion_id_promotions_id_fk" FOREIGN KEY ("promotion_id") REFERENCES "public"."promotions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coupons" ADD CONSTRAINT "coupons_batch_id_coupon_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."coupon_batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "coupon_claims_live_of_promotion" ON "coupon_claims" USING btree ("promotion_id","claimed_at") WHERE released_at is null;--> statement-breakpoint
CREATE INDEX "coupons_of_promotion" ON "coupons" USING btree ("promotion_id","code");--> statement-breakpoint
CREATE INDEX "coupons_of_batch" ON "coupons" USING btree ("batch_id","code") WHERE batch_id is not null;--> statement-breakpoint
CREATE INDEX "coupon_claims_live" ON "coupon_claims" USING btree ("promotion_id","customer_id") WHERE released_at is null;--> statement-breakpoint
CREATE INDEX "coupon_claims_live_by_buyer" ON "coupon_claims" USING btree ("promotion_id","buyer_key") WHERE released_at is null and buyer_key is not null;--> statement-breakpoint
CREATE INDEX "coupon_claims_live_by_time" ON "coupon_claims" USING btree ("code","claimed_at") WHERE released_at is null and code is not null;--> statement-breakpoint
ALTER TABLE "coupons" ADD CONSTRAINT "coupons_id_once" UNIQUE("id");--> statement-breakpoint
ALTER TABLE "coupons" ADD CONSTRAINT "coupons_limit_not_negative" CHECK (usage_limit >= 0);