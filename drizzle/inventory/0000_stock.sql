CREATE TABLE "hold_lines" (
	"placement_id" uuid NOT NULL,
	"sku" text NOT NULL,
	"location_id" text NOT NULL,
	"quantity" integer NOT NULL,
	CONSTRAINT "hold_lines_pkey" PRIMARY KEY("placement_id","sku","location_id"),
	CONSTRAINT "hold_lines_quantity_positive" CHECK ("hold_lines"."quantity" > 0)
);
--> statement-breakpoint
CREATE TABLE "holds" (
	"placement_id" uuid PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"expires_at" timestamp with time zone,
	"shortages" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "holds_state_known" CHECK ("holds"."state" in ('HELD', 'REFUSED', 'COMMITTED', 'RELEASED', 'RETURNED', 'SHIPPED')),
	CONSTRAINT "holds_expire_while_held" CHECK (("holds"."state" = 'HELD') = ("holds"."expires_at" is not null)),
	CONSTRAINT "holds_shortages_when_refused" CHECK (("holds"."state" = 'REFUSED') = ("holds"."shortages" is not null))
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"consumer" text NOT NULL,
	"event_id" uuid NOT NULL,
	"taken_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inbox_pkey" PRIMARY KEY("consumer","event_id")
);
--> statement-breakpoint
CREATE TABLE "levels" (
	"sku" text NOT NULL,
	"location_id" text NOT NULL,
	"on_hand" integer NOT NULL,
	"reserved" integer DEFAULT 0 NOT NULL,
	"low_stock_threshold" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "levels_pkey" PRIMARY KEY("sku","location_id"),
	CONSTRAINT "levels_reserved_within_on_hand" CHECK (0 <= "levels"."reserved" and "levels"."reserved" <= "levels"."on_hand"),
	CONSTRAINT "levels_on_hand_at_most_100_million" CHECK ("levels"."on_hand" <= 100000000),
	CONSTRAINT "levels_low_stock_threshold_not_negative" CHECK ("levels"."low_stock_threshold" >= 0)
);
--> statement-breakpoint
CREATE TABLE "locations" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"priority" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "movements" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"sku" text NOT NULL,
	"location_id" text NOT NULL,
	"kind" text NOT NULL,
	"delta" integer NOT NULL,
	"placement_id" uuid,
	"note" text,
	"made_by" text,
	"idempotency_key" text,
	"input_hash" text,
	"occurred_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "movements_idempotency_key_once" UNIQUE("idempotency_key"),
	CONSTRAINT "movements_shipped_once" UNIQUE("placement_id","sku","location_id"),
	CONSTRAINT "movements_kind_known" CHECK ("movements"."kind" in ('RECEIPT', 'COUNT', 'DAMAGE', 'RETURN', 'OTHER', 'SHIPPED')),
	CONSTRAINT "movements_delta_not_zero" CHECK ("movements"."delta" <> 0),
	CONSTRAINT "movements_shipped_for_a_placement" CHECK (("movements"."kind" = 'SHIPPED') = ("movements"."placement_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"type" text NOT NULL,
	"version" integer NOT NULL,
	"key" text NOT NULL,
	"data" jsonb NOT NULL,
	"occurred_at" timestamp with time zone DEFAULT now() NOT NULL,
	"published_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"parked_at" timestamp with time zone,
	"last_error" text
);
--> statement-breakpoint
ALTER TABLE "hold_lines" ADD CONSTRAINT "hold_lines_placement_id_holds_placement_id_fk" FOREIGN KEY ("placement_id") REFERENCES "public"."holds"("placement_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hold_lines" ADD CONSTRAINT "hold_lines_level_fk" FOREIGN KEY ("sku","location_id") REFERENCES "public"."levels"("sku","location_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "levels" ADD CONSTRAINT "levels_location_id_locations_id_fk" FOREIGN KEY ("location_id") REFERENCES "public"."locations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "movements" ADD CONSTRAINT "movements_level_fk" FOREIGN KEY ("sku","location_id") REFERENCES "public"."levels"("sku","location_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "holds_by_expiry" ON "holds" USING btree ("expires_at") WHERE state = 'HELD';--> statement-breakpoint
CREATE INDEX "movements_by_level" ON "movements" USING btree ("sku","location_id");--> statement-breakpoint
CREATE INDEX "outbox_unpublished" ON "outbox" USING btree ("id") WHERE published_at is null and parked_at is null;