-- CreateTable
CREATE TABLE "order_extreme" (
    "day" DATE NOT NULL,
    "channel" INTEGER NOT NULL,
    "payment" INTEGER NOT NULL,
    "currency" INTEGER NOT NULL,
    "outward" BIGINT NOT NULL,
    "topic_partition" INTEGER NOT NULL,
    "topic_offset" BIGINT NOT NULL,
    "hour" TIMESTAMPTZ(0) NOT NULL,
    "item" INTEGER NOT NULL,
    "order_id" TEXT NOT NULL,

    CONSTRAINT "order_extreme_pkey" PRIMARY KEY ("day","channel","payment","currency","outward","topic_partition","topic_offset")
);
