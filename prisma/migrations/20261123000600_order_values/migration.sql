-- CreateTable
CREATE TABLE "order_value_bucket" (
    "hour" TIMESTAMPTZ(0) NOT NULL,
    "item" INTEGER NOT NULL,
    "channel" INTEGER NOT NULL,
    "payment" INTEGER NOT NULL,
    "currency" INTEGER NOT NULL,
    "bucket" INTEGER NOT NULL,
    "orders" BIGINT NOT NULL,
    "least" BIGINT NOT NULL,
    "greatest" BIGINT NOT NULL,

    CONSTRAINT "order_value_bucket_pkey" PRIMARY KEY ("hour","item","channel","payment","currency","bucket")
);

-- CreateTable
CREATE TABLE "order_day_value" (
    "day" DATE NOT NULL,
    "channel" INTEGER NOT NULL,
    "payment" INTEGER NOT NULL,
    "currency" INTEGER NOT NULL,
    "bucket" INTEGER NOT NULL,
    "orders" BIGINT NOT NULL,
    "least" BIGINT NOT NULL,
    "greatest" BIGINT NOT NULL,

    CONSTRAINT "order_day_value_pkey" PRIMARY KEY ("day","channel","payment","currency","bucket")
);
