-- CreateIndex
CREATE INDEX "order_extreme_outward_idx" ON "order_extreme"("channel", "payment", "currency", "outward", "topic_partition", "topic_offset");
