-- AlterTable
ALTER TABLE "uploads" ADD COLUMN     "placeholder" TEXT,
ADD COLUMN     "stored_bytes" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "widths" INTEGER[] DEFAULT ARRAY[]::INTEGER[];

-- CreateTable
CREATE TABLE "post_uploads" (
    "post_id" UUID NOT NULL,
    "upload_id" UUID NOT NULL,

    CONSTRAINT "post_uploads_pkey" PRIMARY KEY ("post_id","upload_id")
);

-- CreateIndex
CREATE INDEX "post_uploads_upload_id_idx" ON "post_uploads"("upload_id");

-- CreateIndex
CREATE INDEX "uploads_digest_idx" ON "uploads"("digest");

-- AddForeignKey
ALTER TABLE "post_uploads" ADD CONSTRAINT "post_uploads_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "posts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post_uploads" ADD CONSTRAINT "post_uploads_upload_id_fkey" FOREIGN KEY ("upload_id") REFERENCES "uploads"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What posts showed until now: their covers.
INSERT INTO "post_uploads" ("post_id", "upload_id")
SELECT "id", "cover_id" FROM "posts" WHERE "cover_id" IS NOT NULL;
