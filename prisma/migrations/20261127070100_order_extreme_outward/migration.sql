-- The furthest out of many days. Partial on a sum that is never null, so that only a query that compares the sum uses
-- it: a planner without statistics would trim a day's extremes by it, over the rows of every day.
CREATE INDEX "order_extreme_outward_idx" ON "order_extreme"("channel", "payment", "currency", ("outward" + 0), "topic_partition", "topic_offset")
WHERE ("outward" + 0) IS NOT NULL;
