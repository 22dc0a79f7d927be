CREATE FUNCTION refuse_loyalty_entry_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'loyalty entries are append only: book a counter entry' USING ERRCODE = 'integrity_constraint_violation';
END
$$;
--> statement-breakpoint
CREATE TRIGGER loyalty_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON loyalty_entries
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_loyalty_entry_change();
--> statement-breakpoint
-- Room on each page, so that a busy account's new version stays on its page (HOT) and no index entry is written.
ALTER TABLE loyalty_accounts SET (fillfactor = 70);
