-- CreateTable
CREATE TABLE "order_item_day_value" (
    "day" DATE NOT NULL,
    "item" INTEGER NOT NULL,
    "channel" INTEGER NOT NULL,
    "payment" INTEGER NOT NULL,
    "currency" INTEGER NOT NULL,
    "bucket" INTEGER NOT NULL,
    "orders" BIGINT NOT NULL,
    "least" BIGINT NOT NULL,
    "greatest" BIGINT NOT NULL,

    CONSTRAINT "order_item_day_value_pkey" PRIMARY KEY ("day","item","channel","payment","currency","bucket")
);

INSERT INTO "order_item_day_value"
SELECT ("hour" AT TIME ZONE 'UTC')::date, "item", "channel", "payment", "currency", "bucket", sum("orders"), min("least"), max("greatest")
FROM "order_value_bucket"
GROUP BY 1, 2, 3, 4, 5, 6;
