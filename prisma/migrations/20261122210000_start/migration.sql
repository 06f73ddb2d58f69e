-- Written by Prisma from schema.prisma. By hand: partitions, the check of aggregator_group, and fillfactor (counters
-- are updated in place, and room on the page keeps such an update out of the indexes).
-- The engine splits statements at every semicolon, also in comments.

-- CreateTable
CREATE TABLE "consumer_cursor" (
    "topic" TEXT NOT NULL,
    "partition" INTEGER NOT NULL,
    "cluster_id" TEXT NOT NULL,
    "incarnation" TEXT NOT NULL,
    "start_offset" BIGINT NOT NULL,
    "next_offset" BIGINT NOT NULL,
    "valid" BIGINT NOT NULL DEFAULT 0,
    "dead" BIGINT NOT NULL DEFAULT 0,
    "deduplicated" BIGINT NOT NULL DEFAULT 0,
    "gaps" BIGINT NOT NULL DEFAULT 0,
    "control" BIGINT NOT NULL DEFAULT 0,
    "owner_epoch" BIGINT NOT NULL DEFAULT 0,
    "owner_id" TEXT NOT NULL DEFAULT '',
    "rebuild_epoch" INTEGER NOT NULL DEFAULT 0,
    "halted_reason" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "consumer_cursor_pkey" PRIMARY KEY ("topic","partition")
) WITH (fillfactor = 50);

-- CreateTable
CREATE TABLE "producer_cursor" (
    "producer_id" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "partition" INTEGER NOT NULL,
    "last_seq" BIGINT NOT NULL,
    "holes" BIGINT NOT NULL DEFAULT 0,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "producer_cursor_pkey" PRIMARY KEY ("topic","partition","producer_id")
) WITH (fillfactor = 70);

-- CreateTable
CREATE TABLE "aggregator_group" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "group_id" TEXT NOT NULL,

    CONSTRAINT "aggregator_group_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "aggregator_group_single" CHECK ("id" = 1)
);

-- CreateTable
CREATE TABLE "dimension" (
    "id" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "dimension_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_cell" (
    "hour" TIMESTAMPTZ(0) NOT NULL,
    "item" INTEGER NOT NULL,
    "channel" INTEGER NOT NULL,
    "payment" INTEGER NOT NULL,
    "currency" INTEGER NOT NULL,
    "orders" BIGINT NOT NULL,
    "quantity" BIGINT NOT NULL,
    "revenue" DECIMAL(38,0) NOT NULL,

    CONSTRAINT "order_cell_pkey" PRIMARY KEY ("hour","item","channel","payment","currency")
) WITH (fillfactor = 80);

-- CreateTable
CREATE TABLE "order_hour_item" (
    "hour" TIMESTAMPTZ(0) NOT NULL,
    "item" INTEGER NOT NULL,
    "currency" INTEGER NOT NULL,
    "orders" BIGINT NOT NULL,
    "quantity" BIGINT NOT NULL,
    "revenue" DECIMAL(38,0) NOT NULL,

    CONSTRAINT "order_hour_item_pkey" PRIMARY KEY ("hour","item","currency")
) WITH (fillfactor = 80);

-- CreateTable
CREATE TABLE "order_hour_channel" (
    "hour" TIMESTAMPTZ(0) NOT NULL,
    "channel" INTEGER NOT NULL,
    "currency" INTEGER NOT NULL,
    "orders" BIGINT NOT NULL,
    "quantity" BIGINT NOT NULL,
    "revenue" DECIMAL(38,0) NOT NULL,

    CONSTRAINT "order_hour_channel_pkey" PRIMARY KEY ("hour","channel","currency")
) WITH (fillfactor = 80);

-- CreateTable
CREATE TABLE "dead_letter" (
    "id" BIGSERIAL NOT NULL,
    "appended_at" TIMESTAMPTZ(3) NOT NULL,
    "topic" TEXT NOT NULL,
    "partition" INTEGER NOT NULL,
    "offset" BIGINT NOT NULL,
    "incarnation" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "field_path" TEXT NOT NULL,
    "sentence" TEXT NOT NULL,
    "key" BYTEA,
    "value" BYTEA,
    "headers" JSONB NOT NULL,
    "value_bytes" BIGINT,
    "value_sha256" BYTEA,
    "stored_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dead_letter_pkey" PRIMARY KEY ("appended_at","id")
) PARTITION BY RANGE ("appended_at");

-- Catches rows whose partition is missing: rows in it raise an alarm.
CREATE TABLE "dead_letter_default" PARTITION OF "dead_letter" DEFAULT;

-- CreateTable
CREATE TABLE "gap" (
    "topic" TEXT NOT NULL,
    "partition" INTEGER NOT NULL,
    "incarnation" TEXT NOT NULL,
    "from_offset" BIGINT NOT NULL,
    "to_offset" BIGINT NOT NULL,
    "cause" TEXT NOT NULL,
    "detected_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "gap_pkey" PRIMARY KEY ("topic","partition","incarnation","from_offset")
);

-- CreateTable
CREATE TABLE "metric_log" (
    "committed_at" TIMESTAMPTZ(3) NOT NULL,
    "topic" TEXT NOT NULL,
    "partition" INTEGER NOT NULL,
    "incarnation" TEXT NOT NULL,
    "from_offset" BIGINT NOT NULL,
    "to_offset" BIGINT NOT NULL,
    "payload" JSONB NOT NULL,

    CONSTRAINT "metric_log_pkey" PRIMARY KEY ("committed_at","topic","partition","from_offset")
) PARTITION BY RANGE ("committed_at");

-- Catches rows whose partition is missing: rows in it raise an alarm.
CREATE TABLE "metric_log_default" PARTITION OF "metric_log" DEFAULT;

-- CreateIndex
CREATE UNIQUE INDEX "dimension_kind_value_key" ON "dimension"("kind", "value");

-- CreateIndex
CREATE INDEX "dead_letter_topic_partition_offset_idx" ON "dead_letter"("topic", "partition", "offset");

-- CreateIndex
CREATE INDEX "metric_log_topic_partition_from_offset_idx" ON "metric_log"("topic", "partition", "from_offset");
