CREATE TABLE "earlier_orders" (
	"order_id" uuid PRIMARY KEY NOT NULL,
	"buyer_key" text
);
--> statement-breakpoint
ALTER TABLE "placement_quotes" ADD COLUMN "buyer_key" text;--> statement-breakpoint
CREATE INDEX "earlier_orders_of_buyer" ON "earlier_orders" USING btree ("buyer_key") WHERE buyer_key is not null;--> statement-breakpoint
CREATE INDEX "placement_quotes_of_buyer" ON "placement_quotes" USING btree ("buyer_key") WHERE buyer_key is not null;