-- A sketch is an ascending array of (bucket << 50 | count). Counts add, whatever the order and the batches.
CREATE FUNCTION "merge_sketch"(a BIGINT[], b BIGINT[]) RETURNS BIGINT[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN cardinality(b) = 0 THEN a WHEN cardinality(a) = 0 THEN b ELSE (
    SELECT array_agg((bucket << 50) | times ORDER BY bucket) FROM (
        SELECT entry >> 50 AS bucket, least(sum(entry & 1125899906842623), 1125899906842623)::BIGINT AS times
        FROM unnest(a || b) AS entry GROUP BY 1
    ) AS merged
) END;

-- Counts by name, added.
CREATE FUNCTION "merge_counts"(a JSONB, b JSONB) RETURNS JSONB
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN b = '{}' THEN a WHEN a = '{}' THEN b ELSE (
    SELECT jsonb_object_agg(name, times) FROM (
        SELECT key AS name, sum(value::NUMERIC) AS times
        FROM (SELECT * FROM jsonb_each_text(a) UNION ALL SELECT * FROM jsonb_each_text(b)) AS entries GROUP BY key
    ) AS merged
) END;

-- CreateTable
CREATE TABLE "metric_rollup_10s" (
    "bucket" TIMESTAMPTZ(0) NOT NULL,
    "stream" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "valid" BIGINT NOT NULL,
    "dead" BIGINT NOT NULL,
    "deduplicated" BIGINT NOT NULL,
    "gaps" BIGINT NOT NULL,
    "control" BIGINT NOT NULL,
    "historic" BIGINT NOT NULL,
    "clamped" BIGINT NOT NULL,
    "with_unknown_fields" BIGINT NOT NULL,
    "failed_flushes" BIGINT NOT NULL,
    "fenced_flushes" BIGINT NOT NULL,
    "covered_ms" BIGINT NOT NULL,
    "sent_ok" BIGINT NOT NULL,
    "sent_error" BIGINT NOT NULL,
    "dead_by_code" JSONB NOT NULL,
    "end_to_end" BIGINT[],
    "end_to_end_sum" DECIMAL(38,0) NOT NULL,
    "ack" BIGINT[],
    "ack_sum" DECIMAL(38,0) NOT NULL,
    "model_ratings" BIGINT NOT NULL,
    "model_squares" DECIMAL(38,0) NOT NULL,
    "baseline_squares" DECIMAL(38,0) NOT NULL,
    "lag" BIGINT,
    "committed_lag" BIGINT,
    "lag_partitions" BIGINT,
    "lag_at_ms" BIGINT,
    "lag_sequence" BIGINT,
    "lag_max" BIGINT,

    CONSTRAINT "metric_rollup_10s_pkey" PRIMARY KEY ("bucket","stream","source")
) PARTITION BY RANGE ("bucket");

-- Catches rows whose partition is missing: rows in it raise an alarm.
CREATE TABLE "metric_rollup_10s_default" PARTITION OF "metric_rollup_10s" DEFAULT;

-- CreateTable
CREATE TABLE "metric_rollup_1min" (
    "bucket" TIMESTAMPTZ(0) NOT NULL,
    "stream" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "valid" BIGINT NOT NULL,
    "dead" BIGINT NOT NULL,
    "deduplicated" BIGINT NOT NULL,
    "gaps" BIGINT NOT NULL,
    "control" BIGINT NOT NULL,
    "historic" BIGINT NOT NULL,
    "clamped" BIGINT NOT NULL,
    "with_unknown_fields" BIGINT NOT NULL,
    "failed_flushes" BIGINT NOT NULL,
    "fenced_flushes" BIGINT NOT NULL,
    "covered_ms" BIGINT NOT NULL,
    "sent_ok" BIGINT NOT NULL,
    "sent_error" BIGINT NOT NULL,
    "dead_by_code" JSONB NOT NULL,
    "end_to_end" BIGINT[],
    "end_to_end_sum" DECIMAL(38,0) NOT NULL,
    "ack" BIGINT[],
    "ack_sum" DECIMAL(38,0) NOT NULL,
    "model_ratings" BIGINT NOT NULL,
    "model_squares" DECIMAL(38,0) NOT NULL,
    "baseline_squares" DECIMAL(38,0) NOT NULL,
    "lag" BIGINT,
    "committed_lag" BIGINT,
    "lag_partitions" BIGINT,
    "lag_at_ms" BIGINT,
    "lag_sequence" BIGINT,
    "lag_max" BIGINT,

    CONSTRAINT "metric_rollup_1min_pkey" PRIMARY KEY ("bucket","stream","source")
) PARTITION BY RANGE ("bucket");

-- Catches rows whose partition is missing: rows in it raise an alarm.
CREATE TABLE "metric_rollup_1min_default" PARTITION OF "metric_rollup_1min" DEFAULT;

-- CreateTable
CREATE TABLE "metric_rollup_1h" (
    "bucket" TIMESTAMPTZ(0) NOT NULL,
    "stream" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "valid" BIGINT NOT NULL,
    "dead" BIGINT NOT NULL,
    "deduplicated" BIGINT NOT NULL,
    "gaps" BIGINT NOT NULL,
    "control" BIGINT NOT NULL,
    "historic" BIGINT NOT NULL,
    "clamped" BIGINT NOT NULL,
    "with_unknown_fields" BIGINT NOT NULL,
    "failed_flushes" BIGINT NOT NULL,
    "fenced_flushes" BIGINT NOT NULL,
    "covered_ms" BIGINT NOT NULL,
    "sent_ok" BIGINT NOT NULL,
    "sent_error" BIGINT NOT NULL,
    "dead_by_code" JSONB NOT NULL,
    "end_to_end" BIGINT[],
    "end_to_end_sum" DECIMAL(38,0) NOT NULL,
    "ack" BIGINT[],
    "ack_sum" DECIMAL(38,0) NOT NULL,
    "model_ratings" BIGINT NOT NULL,
    "model_squares" DECIMAL(38,0) NOT NULL,
    "baseline_squares" DECIMAL(38,0) NOT NULL,
    "lag" BIGINT,
    "committed_lag" BIGINT,
    "lag_partitions" BIGINT,
    "lag_at_ms" BIGINT,
    "lag_sequence" BIGINT,
    "lag_max" BIGINT,

    CONSTRAINT "metric_rollup_1h_pkey" PRIMARY KEY ("bucket","stream","source")
) PARTITION BY RANGE ("bucket");

-- Catches rows whose partition is missing: rows in it raise an alarm.
CREATE TABLE "metric_rollup_1h_default" PARTITION OF "metric_rollup_1h" DEFAULT;

-- CreateTable
CREATE TABLE "external_sample" (
    "at" TIMESTAMPTZ(3) NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "metric" TEXT NOT NULL,
    "labels" JSONB NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "external_sample_pkey" PRIMARY KEY ("at","id")
) PARTITION BY RANGE ("at");

-- Catches rows whose partition is missing: rows in it raise an alarm.
CREATE TABLE "external_sample_default" PARTITION OF "external_sample" DEFAULT;

-- CreateTable
CREATE TABLE "annotation" (
    "id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "type" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "stream" TEXT,
    "source" TEXT NOT NULL,
    "sequence" BIGINT NOT NULL,
    "sampled_at_ms" BIGINT NOT NULL,

    CONSTRAINT "annotation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "external_sample_metric_at_idx" ON "external_sample"("metric", "at");

-- CreateIndex
CREATE INDEX "annotation_at_idx" ON "annotation"("at");
