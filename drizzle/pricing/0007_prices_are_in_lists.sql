DROP TABLE "price_breaks" CASCADE;--> statement-breakpoint
DROP TABLE "prices" CASCADE;
