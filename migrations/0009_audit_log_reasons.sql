ALTER TABLE "audit_log" ADD COLUMN "object_name" text;--> statement-breakpoint
ALTER TABLE "audit_log" ADD COLUMN "invalid_id" text;--> statement-breakpoint
ALTER TABLE "audit_log" ADD COLUMN "reasons" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
-- What was refused before says so; why, nobody wrote down. A rewrite is no UPDATE, which the log refuses.
ALTER TABLE "audit_log" ALTER COLUMN "reasons" SET DATA TYPE jsonb USING (
  CASE WHEN "outcome" = 'REFUSED'
    THEN '[{"code": "NOT_KEPT", "message": "The reason was not kept.", "field": null}]'::jsonb
    ELSE "reasons"
  END
);--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_refusal_has_reasons" CHECK (("audit_log"."outcome" = 'REFUSED') = (jsonb_array_length("audit_log"."reasons") > 0));--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_name_is_of_object" CHECK ("audit_log"."object_name" is null or "audit_log"."object_id" is not null);