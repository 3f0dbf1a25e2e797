-- DropIndex
DROP INDEX "posts_status_scheduled_for_idx";

-- CreateIndex
CREATE INDEX "posts_status_scheduled_for_id_idx" ON "posts"("status", "scheduled_for", "id");
