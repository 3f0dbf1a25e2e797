-- Nothing has written here before: a key of a day has nothing to carry over.
DELETE FROM "idempotency_keys";

-- AlterTable
ALTER TABLE "idempotency_keys" DROP COLUMN "body",
DROP COLUMN "headers",
DROP COLUMN "status",
ADD COLUMN     "outcome" BYTEA NOT NULL;
