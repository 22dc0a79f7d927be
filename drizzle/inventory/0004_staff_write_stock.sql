-- By hand: the code of a location that is there is its id.
CREATE TABLE "stock_writes" (
	"idempotency_key" text PRIMARY KEY NOT NULL,
	"input_hash" text NOT NULL,
	"transfer_id" uuid,
	"written_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "movements" DROP CONSTRAINT "movements_kind_known";--> statement-breakpoint
ALTER TABLE "levels" ADD COLUMN "in_transit" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "levels" ADD COLUMN "updated_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "locations" ADD COLUMN "code" text;--> statement-breakpoint
UPDATE "locations" SET "code" = "id";--> statement-breakpoint
ALTER TABLE "locations" ALTER COLUMN "code" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "locations" ADD COLUMN "active" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "locations" ADD COLUMN "offers_pickup" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "locations" ADD COLUMN "address" jsonb;--> statement-breakpoint
ALTER TABLE "locations" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "movements" ADD COLUMN "on_hand_after" integer;--> statement-breakpoint
ALTER TABLE "movements" ADD COLUMN "reference" text;--> statement-breakpoint
ALTER TABLE "movements" ADD COLUMN "made_by_name" text;--> statement-breakpoint
ALTER TABLE "locations" ADD CONSTRAINT "locations_code_once" UNIQUE("code");--> statement-breakpoint
ALTER TABLE "levels" ADD CONSTRAINT "levels_in_transit_not_negative" CHECK ("levels"."in_transit" >= 0);--> statement-breakpoint
ALTER TABLE "movements" ADD CONSTRAINT "movements_kind_known" CHECK ("movements"."kind" in ('RECEIPT', 'COUNT', 'DAMAGE', 'RETURN', 'TRANSFER_OUT', 'TRANSFER_IN', 'OTHER', 'SHIPPED'));