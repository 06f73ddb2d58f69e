-- Users and names are compared byte by byte: cheaper, and one order for all who lock them.
-- CreateTable
CREATE TABLE "user_stat" (
    "user_id" TEXT COLLATE "C" NOT NULL,
    "partition" INTEGER NOT NULL,
    "scattered" BOOLEAN NOT NULL DEFAULT false,
    "films" INTEGER NOT NULL DEFAULT 0,
    "rated" INTEGER NOT NULL DEFAULT 0,
    "rating_sum" INTEGER NOT NULL DEFAULT 0,
    "minutes" BIGINT NOT NULL DEFAULT 0,
    "last_event_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "user_stat_pkey" PRIMARY KEY ("user_id"),
    CONSTRAINT "user_stat_not_below_zero" CHECK ("rated" >= 0 AND "films" >= "rated" AND "rating_sum" >= 0 AND "minutes" >= 0)
) WITH (fillfactor = 70);

-- CreateTable
CREATE TABLE "user_movie" (
    "user_id" TEXT COLLATE "C" NOT NULL,
    "film" INTEGER NOT NULL,
    "rating" SMALLINT,
    "month" TEXT COLLATE "C" NOT NULL,
    "minutes" INTEGER NOT NULL,
    "counted_minute" INTEGER,
    "director" TEXT,
    "genres" TEXT[],
    "actors" TEXT[],

    CONSTRAINT "user_movie_pkey" PRIMARY KEY ("user_id","film"),
    CONSTRAINT "user_movie_rating" CHECK ("rating" BETWEEN 1 AND 20)
) WITH (fillfactor = 90);

-- CreateTable
CREATE TABLE "user_month" (
    "user_id" TEXT COLLATE "C" NOT NULL,
    "month" TEXT COLLATE "C" NOT NULL,
    "films" INTEGER NOT NULL,
    "rated" INTEGER NOT NULL,
    "rating_sum" INTEGER NOT NULL,
    "minutes" BIGINT NOT NULL,

    CONSTRAINT "user_month_pkey" PRIMARY KEY ("user_id","month"),
    CONSTRAINT "user_month_not_below_zero" CHECK ("films" >= 0 AND "rated" >= 0 AND "rating_sum" >= 0 AND "minutes" >= 0)
) WITH (fillfactor = 80);

-- CreateTable
CREATE TABLE "user_rating" (
    "user_id" TEXT COLLATE "C" NOT NULL,
    "rating" SMALLINT NOT NULL,
    "films" INTEGER NOT NULL,

    CONSTRAINT "user_rating_pkey" PRIMARY KEY ("user_id","rating"),
    CONSTRAINT "user_rating_not_below_zero" CHECK ("films" >= 0)
) WITH (fillfactor = 80);

-- CreateTable
CREATE TABLE "user_affinity" (
    "user_id" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "films" INTEGER NOT NULL,
    "rated" INTEGER NOT NULL,
    "rating_sum" INTEGER NOT NULL,

    CONSTRAINT "user_affinity_pkey" PRIMARY KEY ("user_id","kind","name"),
    CONSTRAINT "user_affinity_not_below_zero" CHECK ("films" >= 0 AND "rated" >= 0 AND "rating_sum" >= 0)
) WITH (fillfactor = 80);

-- CreateTable
CREATE TABLE "user_film_name" (
    "user_id" TEXT COLLATE "C" NOT NULL,
    "name" INTEGER NOT NULL,
    "film" INTEGER NOT NULL,

    CONSTRAINT "user_film_name_pkey" PRIMARY KEY ("user_id","name")
);

-- CreateTable
CREATE TABLE "film_alias" (
    "film" INTEGER NOT NULL,
    "target" INTEGER NOT NULL,
    "preference" TEXT COLLATE "C" NOT NULL,
    "same_as" INTEGER NOT NULL,

    CONSTRAINT "film_alias_pkey" PRIMARY KEY ("film")
);

-- CreateIndex
CREATE INDEX "film_alias_target_idx" ON "film_alias"("target");

ALTER TABLE "film_stat" ADD CONSTRAINT "film_stat_not_below_zero"
    CHECK ("ratings" >= 0 AND "rating_sum" >= 0 AND "rating_square" >= 0 AND "views" >= 0 AND "clicks" >= 0 AND "adds" >= 0);

ALTER TABLE "film_minute" ADD CONSTRAINT "film_minute_not_below_zero"
    CHECK ("views" >= 0 AND "clicks" >= 0 AND "ratings" >= 0 AND "adds" >= 0);
