-- CreateTable
CREATE TABLE "snapshot" (
    "id" TEXT NOT NULL,
    "panel" TEXT NOT NULL,
    "parameters" JSONB NOT NULL,
    "answer" JSONB NOT NULL,
    "captured_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "snapshot_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "snapshot_captured_at_idx" ON "snapshot"("captured_at");
