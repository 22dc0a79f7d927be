-- By hand. Orders that are placed together are paid together: where a page has room for all of its orders twice, none of those updates
-- touches an index (with a quarter of it free, half of them did; measured: 20 % less time for the statement).
ALTER TABLE "orders" SET (fillfactor = 50);
--> statement-breakpoint
-- A placement of three lines reaches 2 kB, from where on a row was compressed with each of its two changes: it is kept as it is up to 4 kB.
ALTER TABLE "placements" SET (toast_tuple_target = 4080);
