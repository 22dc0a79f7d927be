CREATE TABLE "point_values" (
	"currency" char(3) PRIMARY KEY NOT NULL,
	"micro_minor" bigint NOT NULL,
	CONSTRAINT "point_values_currency_known" CHECK (currency in ('USD', 'EUR', 'GBP', 'JPY')),
	CONSTRAINT "point_values_positive" CHECK (micro_minor > 0)
);
--> statement-breakpoint
ALTER TABLE "coupon_claims" ADD COLUMN "buyer_key" text;--> statement-breakpoint
ALTER TABLE "tax_rates" ADD COLUMN "rounding" text DEFAULT 'HALF_UP' NOT NULL;--> statement-breakpoint
ALTER TABLE "tax_rates" ADD COLUMN "rounded_per" text DEFAULT 'LINE' NOT NULL;--> statement-breakpoint
ALTER TABLE "tax_rates" ADD COLUMN "applies_to_shipping" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "tax_rates" ADD COLUMN "source" text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX "coupon_claims_live_by_buyer" ON "coupon_claims" USING btree ("code","buyer_key") WHERE released_at is null and buyer_key is not null;--> statement-breakpoint
CREATE INDEX "coupon_claims_live_by_time" ON "coupon_claims" USING btree ("code","claimed_at") WHERE released_at is null;--> statement-breakpoint
ALTER TABLE "tax_rates" ADD CONSTRAINT "tax_rates_rounding_known" CHECK (rounding in ('HALF_UP', 'HALF_EVEN', 'DOWN', 'UP') and rounded_per in ('LINE', 'RATE'));--> statement-breakpoint
INSERT INTO "point_values" ("currency", "micro_minor") VALUES ('USD', 1000000), ('EUR', 920000), ('GBP', 790000), ('JPY', 1500000);
