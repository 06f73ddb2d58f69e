-- CreateTable
CREATE TABLE "engagement_cell" (
    "hour" TIMESTAMPTZ(0) NOT NULL,
    "kind" INTEGER NOT NULL,
    "detail" INTEGER NOT NULL,
    "count" BIGINT NOT NULL,

    CONSTRAINT "engagement_cell_pkey" PRIMARY KEY ("hour","kind","detail")
) WITH (fillfactor = 80);
