CREATE TABLE "cart_additions" (
	"scope" text NOT NULL,
	"idempotency_key" text NOT NULL,
	"input_hash" text NOT NULL,
	"cart_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cart_additions_one_a_key" PRIMARY KEY("scope","idempotency_key")
);
--> statement-breakpoint
ALTER TABLE "carts" DROP CONSTRAINT "carts_status_known";--> statement-breakpoint
ALTER TABLE "carts" DROP CONSTRAINT "carts_claimed_names_its_placement";--> statement-breakpoint
DROP INDEX "carts_customer";--> statement-breakpoint
ALTER TABLE "carts" ADD COLUMN "saved_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "carts" ADD COLUMN "merge_notices" jsonb;--> statement-breakpoint
-- By hand: until now a customer could have several. The one that is being ordered stays their cart, or the last that has something in it,
-- or the last; the others are put aside, with all that is in them.
UPDATE "carts" SET "saved_at" = now() FROM (
  SELECT "id", row_number() OVER (
    PARTITION BY "customer_id"
    ORDER BY "status" = 'placing' DESC, EXISTS (SELECT FROM "cart_lines" l WHERE l."cart_id" = c."id") DESC, "updated_at" DESC, "id" DESC
  ) AS place
  FROM "carts" c WHERE "customer_id" IS NOT NULL AND "status" IN ('open', 'placing')
) AS ranked
WHERE ranked."id" = "carts"."id" AND ranked.place > 1;--> statement-breakpoint
ALTER TABLE "cart_additions" ADD CONSTRAINT "cart_additions_cart_id_carts_id_fk" FOREIGN KEY ("cart_id") REFERENCES "public"."carts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "cart_additions_age" ON "cart_additions" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "carts_one_a_customer" ON "carts" USING btree ("customer_id") WHERE customer_id is not null and saved_at is null and status in ('open', 'placing');--> statement-breakpoint
ALTER TABLE "carts" ADD CONSTRAINT "carts_merged_tell_what_became_of_them" CHECK ((status = 'merged') = (merge_notices is not null));--> statement-breakpoint
ALTER TABLE "carts" ADD CONSTRAINT "carts_merged_and_saved_have_a_customer" CHECK (customer_id is not null or (status <> 'merged' and saved_at is null));--> statement-breakpoint
ALTER TABLE "carts" ADD CONSTRAINT "carts_status_known" CHECK (status in ('open', 'placing', 'closed', 'merged'));--> statement-breakpoint
ALTER TABLE "carts" ADD CONSTRAINT "carts_claimed_names_its_placement" CHECK ((status in ('open', 'merged')) = (placement_id is null));