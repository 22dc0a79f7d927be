CREATE TABLE "products_to_tell" (
	"product_id" uuid PRIMARY KEY NOT NULL,
	"asked_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "products_to_tell_oldest" ON "products_to_tell" USING btree ("asked_at","product_id");--> statement-breakpoint
CREATE INDEX "collection_products_to_lapse" ON "collection_products" USING btree ("until") WHERE until is not null;