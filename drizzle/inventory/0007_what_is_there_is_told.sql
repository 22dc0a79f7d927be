CREATE TABLE "told_availability" (
	"sku" text PRIMARY KEY NOT NULL,
	"sequence" integer DEFAULT 0 NOT NULL,
	"in_stock" boolean DEFAULT false NOT NULL
);
