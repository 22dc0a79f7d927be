-- Unlogged by hand: it must be empty after a crash of the server.
CREATE UNLOGGED TABLE "server_life" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"token" uuid DEFAULT gen_random_uuid() NOT NULL,
	CONSTRAINT "server_life_is_one_row" CHECK (one)
);
