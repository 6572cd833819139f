ALTER TABLE "tasks" ADD COLUMN "requester_organization_id" uuid;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "worker_lock" integer;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_worker_when_running" CHECK (("tasks"."status" = 'RUNNING') = ("tasks"."worker_lock" is not null));