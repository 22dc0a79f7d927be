ALTER TABLE "customers" DROP CONSTRAINT "customers_name_at_most_200";--> statement-breakpoint
ALTER TABLE "addresses" ALTER COLUMN "postal_code" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "addresses" ADD COLUMN "company" text;--> statement-breakpoint
ALTER TABLE "addresses" ADD COLUMN "phone" text;--> statement-breakpoint
ALTER TABLE "addresses" ADD COLUMN "is_default_shipping" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "addresses" ADD COLUMN "is_default_billing" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "email_identity" text;--> statement-breakpoint
CREATE UNIQUE INDEX "addresses_one_default_shipping" ON "addresses" USING btree ("customer_id") WHERE is_default_shipping;--> statement-breakpoint
CREATE UNIQUE INDEX "addresses_one_default_billing" ON "addresses" USING btree ("customer_id") WHERE is_default_billing;--> statement-breakpoint
CREATE UNIQUE INDEX "customers_email_identity_unique" ON "customers" USING btree ("email_identity");--> statement-breakpoint
CREATE INDEX "customers_without_identity" ON "customers" USING btree ("created_at","id") WHERE email_identity is null;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_name_at_most_1000" CHECK (length("customers"."name") between 1 and 1000);