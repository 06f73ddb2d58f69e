-- Records below it were stored before a rebuild: counted again, and left out of latency.
ALTER TABLE "consumer_cursor" ADD COLUMN "recount_until" BIGINT NOT NULL DEFAULT 0;
