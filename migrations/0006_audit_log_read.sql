DROP INDEX "audit_log_by_object";--> statement-breakpoint
DROP INDEX "audit_log_by_time";--> statement-breakpoint
ALTER TABLE "audit_log" ALTER COLUMN "id" DROP IDENTITY;--> statement-breakpoint
-- A version 7 UUID of the row's time and its number, so that what is there keeps its order.
ALTER TABLE "audit_log" ALTER COLUMN "id" SET DATA TYPE uuid USING (
  lpad(to_hex(floor(extract(epoch FROM "at") * 1000)::bigint), 12, '0') || '70008' || lpad(to_hex("id"), 15, '0')
)::uuid;--> statement-breakpoint
ALTER TABLE "audit_log" ALTER COLUMN "at" SET DATA TYPE timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "audit_log" ALTER COLUMN "at" SET DEFAULT now();--> statement-breakpoint
CREATE INDEX "audit_log_by_actor" ON "audit_log" USING btree ("actor","at","id");--> statement-breakpoint
CREATE INDEX "audit_log_by_object" ON "audit_log" USING btree ("object_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_log_by_time" ON "audit_log" USING btree ("at","id");
