ALTER TYPE "public"."audit_outcome" ADD VALUE 'REPEATED';--> statement-breakpoint
CREATE TABLE "task_exports" (
	"task_id" uuid PRIMARY KEY NOT NULL,
	"file_name" text NOT NULL,
	"ovf" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "idempotency_key" text;--> statement-breakpoint
ALTER TABLE "task_exports" ADD CONSTRAINT "task_exports_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "tasks_by_finish" ON "tasks" USING btree ("finished_at") WHERE "tasks"."finished_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "tasks_idempotency_key_of_requester" ON "tasks" USING btree ("requested_by","idempotency_key") WHERE "tasks"."idempotency_key" is not null;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_idempotency_key_is_sane" CHECK (length("tasks"."idempotency_key") between 1 and 255);