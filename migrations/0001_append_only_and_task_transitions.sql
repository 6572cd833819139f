-- The audit log only grows. TRUNCATE stays possible for its owner, who can drop the table anyway.
CREATE FUNCTION audit_log_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit_log is append-only' USING ERRCODE = 'restrict_violation';
END
$$;
--> statement-breakpoint
CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON audit_log
  FOR EACH ROW EXECUTE FUNCTION audit_log_refuse_change();
--> statement-breakpoint
-- A task goes QUEUED -> RUNNING -> SUCCESS or ERROR; it may be canceled on the way, and goes back to
-- QUEUED when its worker stops. A finished task is a record and never changes again.
CREATE FUNCTION tasks_refuse_illegal_transition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status IN ('SUCCESS', 'ERROR', 'CANCELED') THEN
    RAISE EXCEPTION 'task % is finished (%) and may not change', OLD.id, OLD.status USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.status <> OLD.status AND (OLD.status, NEW.status) NOT IN (
    ('QUEUED', 'RUNNING'), ('QUEUED', 'CANCELED'),
    ('RUNNING', 'SUCCESS'), ('RUNNING', 'ERROR'), ('RUNNING', 'CANCELED'), ('RUNNING', 'QUEUED')
  ) THEN
    RAISE EXCEPTION 'task % may not go from % to %', OLD.id, OLD.status, NEW.status USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER tasks_legal_transition BEFORE UPDATE ON tasks
  FOR EACH ROW EXECUTE FUNCTION tasks_refuse_illegal_transition();
