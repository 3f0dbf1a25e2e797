-- CreateTable
CREATE TABLE "lab_posts" (
    "id" UUID NOT NULL,
    "visitor_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "lab_posts_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "lab_posts_visitor_id_id_idx" ON "lab_posts"("visitor_id", "id" DESC);

-- CreateIndex
CREATE INDEX "lab_posts_created_at_idx" ON "lab_posts"("created_at");
