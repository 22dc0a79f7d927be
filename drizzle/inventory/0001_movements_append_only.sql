CREATE FUNCTION refuse_movement_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'movements are append only: book a counter movement' USING ERRCODE = 'integrity_constraint_violation';
END
$$;
--> statement-breakpoint
CREATE TRIGGER movements_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON movements
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_movement_change();
--> statement-breakpoint
-- Room on each page, so that a hot level's new version stays on its page (HOT) and no index entry is written.
ALTER TABLE levels SET (fillfactor = 70);
