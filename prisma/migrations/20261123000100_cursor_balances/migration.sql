-- The conservation law: every offset that was passed was counted as exactly one of these.
ALTER TABLE "consumer_cursor" ADD CONSTRAINT "consumer_cursor_balances"
    CHECK ("valid" + "dead" + "deduplicated" + "gaps" + "control" = "next_offset" - "start_offset");
