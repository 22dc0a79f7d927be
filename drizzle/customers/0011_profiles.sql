ALTER TABLE "customers" ADD COLUMN "phone" text;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "locale" text;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "marketing_consent" text DEFAULT 'NOT_GIVEN' NOT NULL;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "marketing_consent_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "customers_by_phone" ON "customers" USING btree ("phone" text_pattern_ops) WHERE phone is not null;--> statement-breakpoint
CREATE INDEX "customers_who_consent" ON "customers" USING btree ("marketing_consent") WHERE marketing_consent <> 'NOT_GIVEN';--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_marketing_consent_known" CHECK ("customers"."marketing_consent" in ('GIVEN', 'NOT_GIVEN', 'WITHDRAWN'));--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_consent_has_a_moment" CHECK (("customers"."marketing_consent" = 'NOT_GIVEN') = ("customers"."marketing_consent_at" is null));--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_locale_at_most_35" CHECK (length("customers"."locale") between 2 and 35);