-- By hand. An order is updated when it is paid, shipped and cancelled. With room on its page that touches none of its indexes, of which one
-- holds the words of names: without, each update makes them again.
ALTER TABLE "orders" SET (fillfactor = 75);--> statement-breakpoint
-- Words of new orders are gathered and sorted in together; a search reads at most this many kB of them beside the index.
ALTER INDEX "orders_names" SET (fastupdate = on, gin_pending_list_limit = 512);
