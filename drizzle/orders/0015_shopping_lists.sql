CREATE TABLE "shopping_lists" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"customer_id" uuid NOT NULL,
	"name" text NOT NULL,
	"shared" boolean NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"lines" jsonb NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "shopping_lists_name_at_most_1000" CHECK (length(name) between 1 and 1000),
	CONSTRAINT "shopping_lists_at_most_200_lines" CHECK (jsonb_array_length(lines) <= 200),
	CONSTRAINT "shopping_lists_version_positive" CHECK (version > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX "shopping_lists_one_a_name" ON "shopping_lists" USING btree ("customer_id",lower(name));