DROP INDEX "promotions_asking_products";--> statement-breakpoint
ALTER TABLE "items" ADD COLUMN "told_tax_category" text;--> statement-breakpoint
ALTER TABLE "items" ADD COLUMN "weight_grams" integer;--> statement-breakpoint
CREATE INDEX "promotions_of_every_basket_asking_products" ON "promotions" USING btree ("id") WHERE active and not needs_coupon and asks_products;--> statement-breakpoint
ALTER TABLE "items" ADD CONSTRAINT "items_weight_not_negative" CHECK (weight_grams >= 0);