-- CreateTable
CREATE TABLE "order_month_value" (
    "month" DATE NOT NULL,
    "channel" INTEGER NOT NULL,
    "payment" INTEGER NOT NULL,
    "currency" INTEGER NOT NULL,
    "bucket" INTEGER NOT NULL,
    "orders" BIGINT NOT NULL,
    "least" BIGINT NOT NULL,
    "greatest" BIGINT NOT NULL,

    CONSTRAINT "order_month_value_pkey" PRIMARY KEY ("month","channel","payment","currency","bucket")
) WITH (fillfactor = 50);

INSERT INTO "order_month_value"
SELECT date_trunc('month', "day")::date, "channel", "payment", "currency", "bucket", sum("orders"), min("least"), max("greatest")
FROM "order_day_value"
GROUP BY 1, 2, 3, 4, 5;
