CREATE TABLE "backorders" (
	"placement_id" uuid NOT NULL,
	"sku" text NOT NULL,
	"place" bigint GENERATED ALWAYS AS IDENTITY (sequence name "backorders_place_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"quantity" integer NOT NULL,
	"waiting" integer NOT NULL,
	CONSTRAINT "backorders_pkey" PRIMARY KEY("placement_id","sku"),
	CONSTRAINT "backorders_waiting_within_quantity" CHECK (0 <= "backorders"."waiting" and "backorders"."waiting" <= "backorders"."quantity")
);
--> statement-breakpoint
CREATE TABLE "stock_policies" (
	"sku" text PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"buffer" integer DEFAULT 0 NOT NULL,
	"max_per_order" integer,
	"backorder" text,
	"backorder_limit" integer,
	"expected_at" timestamp with time zone,
	"backordered" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "stock_policies_backorder_known" CHECK ("stock_policies"."backorder" in ('BACKORDER', 'PREORDER')),
	CONSTRAINT "stock_policies_limit_with_backorder" CHECK (("stock_policies"."backorder" is null) = ("stock_policies"."backorder_limit" is null)),
	CONSTRAINT "stock_policies_buffer_not_negative" CHECK ("stock_policies"."buffer" >= 0),
	CONSTRAINT "stock_policies_max_per_order_positive" CHECK ("stock_policies"."max_per_order" > 0),
	CONSTRAINT "stock_policies_backordered_within_limit" CHECK ("stock_policies"."backordered" >= 0 and ("stock_policies"."backorder_limit" is null or "stock_policies"."backordered" <= "stock_policies"."backorder_limit"))
);
--> statement-breakpoint
ALTER TABLE "backorders" ADD CONSTRAINT "backorders_placement_id_holds_placement_id_fk" FOREIGN KEY ("placement_id") REFERENCES "public"."holds"("placement_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "backorders_queue" ON "backorders" USING btree ("sku","place") WHERE waiting > 0;--> statement-breakpoint
CREATE INDEX "stock_policies_awaited" ON "stock_policies" USING btree ("sku") WHERE backordered > 0;