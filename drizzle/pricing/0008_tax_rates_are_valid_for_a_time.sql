-- By hand: the constraint that two are never in force at once (-- by hand).
ALTER TABLE "tax_rates" DROP CONSTRAINT "tax_rates_pkey";--> statement-breakpoint
ALTER TABLE "tax_rates" ADD COLUMN "id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL;--> statement-breakpoint
ALTER TABLE "tax_rates" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "tax_rates" ADD COLUMN "valid_from" timestamp with time zone DEFAULT '1970-01-01T00:00:00Z' NOT NULL;--> statement-breakpoint
ALTER TABLE "tax_rates" ADD COLUMN "valid_to" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "tax_rates_country" ON "tax_rates" USING btree ("country");--> statement-breakpoint
ALTER TABLE "tax_rates" ADD CONSTRAINT "tax_rates_valid_in_order" CHECK (valid_from < valid_to);--> statement-breakpoint
ALTER TABLE "tax_rates" ADD CONSTRAINT "tax_rates_never_overlap"
  EXCLUDE USING gist (country WITH =, region WITH =, tax_category WITH =, tstzrange(valid_from, valid_to) WITH &&);
