-- By hand. A row of more than 2 kB was compressed as it was written, and again with every change of its state: for a quote of seven lines
-- that is more work than all else of it. It is kept as it is up to 4 kB.
ALTER TABLE "placement_quotes" SET (toast_tuple_target = 4080);
