-- Names are compared without case and accents. Of nothing but what is immutable, so that it may stand in an index and is inlined.
CREATE FUNCTION folded_name(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN replace(replace(replace(translate(lower(regexp_replace(normalize(name, NFKD), '[\u0300-\u036F]', '', 'g')), 'øłđðħı', 'olddhi'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe');--> statement-breakpoint
DROP INDEX "orders_number_unique";--> statement-breakpoint
ALTER TABLE "order_lines" ADD COLUMN "list_minor" bigint;--> statement-breakpoint
ALTER TABLE "order_lines" ADD COLUMN "discount_minor" bigint;--> statement-breakpoint
ALTER TABLE "order_lines" ADD COLUMN "tax_minor" bigint;--> statement-breakpoint
ALTER TABLE "order_lines" ADD COLUMN "included_tax_minor" bigint;--> statement-breakpoint
ALTER TABLE "order_lines" ADD COLUMN "price_facts" jsonb;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "billing_address" jsonb;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "discounts" jsonb;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "taxes" jsonb;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "shipping_taxes" jsonb;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "points_redeemed" integer;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "points_value_minor" bigint;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "points_earned" integer;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "price_facts" text;--> statement-breakpoint
CREATE INDEX "order_lines_sku" ON "order_lines" USING btree (upper(sku) text_pattern_ops,"order_id");--> statement-breakpoint
CREATE INDEX "orders_email" ON "orders" USING btree (lower(email) text_pattern_ops);--> statement-breakpoint
CREATE INDEX "orders_names" ON "orders" USING gin (to_tsvector('simple', folded_name(coalesce(shipping_address ->> 'name', '') || ' ' || coalesce(billing_address ->> 'name', '')))) WITH (fastupdate=off);--> statement-breakpoint
CREATE INDEX "orders_by_total" ON "orders" USING btree ("currency","total_minor","id");--> statement-breakpoint
CREATE INDEX "orders_without_price_facts" ON "orders" USING btree ("id") WHERE price_facts is null;--> statement-breakpoint
CREATE UNIQUE INDEX "orders_number_unique" ON "orders" USING btree ("number" text_pattern_ops);--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_price_facts_known" CHECK (price_facts in ('kept', 'absent'));--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_price_facts_kept" CHECK (price_facts is distinct from 'kept' or num_nulls(discounts, points_redeemed, points_value_minor, points_earned) = 0);