CREATE TABLE "coupon_amounts" (
	"code" text NOT NULL,
	"currency" char(3) NOT NULL,
	"off_minor" bigint,
	"minimum_minor" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "coupon_amounts_pkey" PRIMARY KEY("code","currency"),
	CONSTRAINT "coupon_amounts_currency_known" CHECK (currency in ('USD', 'EUR', 'GBP', 'JPY')),
	CONSTRAINT "coupon_amounts_off_positive" CHECK (off_minor > 0),
	CONSTRAINT "coupon_amounts_minimum_not_negative" CHECK (minimum_minor >= 0)
);
--> statement-breakpoint
CREATE TABLE "coupon_claims" (
	"placement_id" uuid NOT NULL,
	"code" text NOT NULL,
	"customer_id" uuid,
	"claimed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"released_at" timestamp with time zone,
	CONSTRAINT "coupon_claims_pkey" PRIMARY KEY("placement_id","code")
);
--> statement-breakpoint
CREATE TABLE "coupons" (
	"code" text PRIMARY KEY NOT NULL,
	"basis_points" integer,
	"skus" text[],
	"tax_categories" text[],
	"starts_at" timestamp with time zone,
	"ends_at" timestamp with time zone,
	"usage_limit" integer,
	"per_customer_limit" integer,
	"uses" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "coupons_code_upper_case" CHECK (code ~ '^[A-Z0-9_-]{1,64}$'),
	CONSTRAINT "coupons_percentage_within_bounds" CHECK (basis_points between 1 and 10000),
	CONSTRAINT "coupons_uses_within_limit" CHECK (uses >= 0 and (usage_limit is null or uses <= usage_limit)),
	CONSTRAINT "coupons_limits_not_negative" CHECK (usage_limit >= 0 and per_customer_limit >= 0)
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"consumer" text NOT NULL,
	"event_id" uuid NOT NULL,
	"taken_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inbox_pkey" PRIMARY KEY("consumer","event_id")
);
--> statement-breakpoint
CREATE TABLE "items" (
	"sku" text PRIMARY KEY NOT NULL,
	"tax_category" text DEFAULT 'standard' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"type" text NOT NULL,
	"version" integer NOT NULL,
	"key" text NOT NULL,
	"data" jsonb NOT NULL,
	"occurred_at" timestamp with time zone DEFAULT now() NOT NULL,
	"published_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"parked_at" timestamp with time zone,
	"last_error" text
);
--> statement-breakpoint
CREATE TABLE "placement_quotes" (
	"placement_id" uuid PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"currency" char(3),
	"total_minor" bigint,
	"quote" jsonb,
	"refusal" jsonb,
	"coupons" text[] DEFAULT '{}' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "placement_quotes_state_known" CHECK (state in ('FROZEN', 'REFUSED', 'CONFIRMED', 'CANCELLED', 'RETURNED')),
	CONSTRAINT "placement_quotes_frozen_have_a_price" CHECK (state in ('REFUSED', 'CANCELLED') or (quote is not null and total_minor >= 0 and currency is not null))
);
--> statement-breakpoint
CREATE TABLE "price_breaks" (
	"sku" text NOT NULL,
	"currency" char(3) NOT NULL,
	"min_quantity" integer NOT NULL,
	"unit_minor" bigint NOT NULL,
	CONSTRAINT "price_breaks_pkey" PRIMARY KEY("sku","currency","min_quantity"),
	CONSTRAINT "price_breaks_start_at_two_or_more" CHECK (min_quantity between 2 and 10000),
	CONSTRAINT "price_breaks_unit_not_negative" CHECK (unit_minor >= 0)
);
--> statement-breakpoint
CREATE TABLE "prices" (
	"sku" text NOT NULL,
	"currency" char(3) NOT NULL,
	"list_minor" bigint NOT NULL,
	CONSTRAINT "prices_pkey" PRIMARY KEY("sku","currency"),
	CONSTRAINT "prices_currency_known" CHECK (currency in ('USD', 'EUR', 'GBP', 'JPY')),
	CONSTRAINT "prices_list_not_negative" CHECK (list_minor >= 0)
);
--> statement-breakpoint
CREATE TABLE "shipping_rates" (
	"currency" char(3) NOT NULL,
	"country" text DEFAULT '' NOT NULL,
	"flat_minor" bigint NOT NULL,
	"free_from_minor" bigint,
	CONSTRAINT "shipping_rates_pkey" PRIMARY KEY("currency","country"),
	CONSTRAINT "shipping_rates_currency_known" CHECK (currency in ('USD', 'EUR', 'GBP', 'JPY')),
	CONSTRAINT "shipping_rates_country_upper_case" CHECK (country ~ '^([A-Z]{2})?$'),
	CONSTRAINT "shipping_rates_not_negative" CHECK (flat_minor >= 0 and free_from_minor >= 0)
);
--> statement-breakpoint
CREATE TABLE "tax_rates" (
	"country" char(2) NOT NULL,
	"region" text DEFAULT '' NOT NULL,
	"tax_category" text DEFAULT 'standard' NOT NULL,
	"rate_ppm" integer NOT NULL,
	"included" boolean NOT NULL,
	CONSTRAINT "tax_rates_pkey" PRIMARY KEY("country","region","tax_category"),
	CONSTRAINT "tax_rates_country_upper_case" CHECK (country ~ '^[A-Z]{2}$' and region = upper(region)),
	CONSTRAINT "tax_rates_within_bounds" CHECK (rate_ppm between 0 and 1000000)
);
--> statement-breakpoint
ALTER TABLE "coupon_amounts" ADD CONSTRAINT "coupon_amounts_code_coupons_code_fk" FOREIGN KEY ("code") REFERENCES "public"."coupons"("code") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coupon_claims" ADD CONSTRAINT "coupon_claims_placement_id_placement_quotes_placement_id_fk" FOREIGN KEY ("placement_id") REFERENCES "public"."placement_quotes"("placement_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coupon_claims" ADD CONSTRAINT "coupon_claims_code_coupons_code_fk" FOREIGN KEY ("code") REFERENCES "public"."coupons"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_breaks" ADD CONSTRAINT "price_breaks_price" FOREIGN KEY ("sku","currency") REFERENCES "public"."prices"("sku","currency") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prices" ADD CONSTRAINT "prices_item" FOREIGN KEY ("sku") REFERENCES "public"."items"("sku") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "coupon_claims_live" ON "coupon_claims" USING btree ("code","customer_id") WHERE released_at is null;--> statement-breakpoint
CREATE INDEX "outbox_unpublished" ON "outbox" USING btree ("id") WHERE published_at is null and parked_at is null;