-- CreateTable
CREATE TABLE "film" (
    "id" SERIAL NOT NULL,
    "title" TEXT NOT NULL,
    "year" INTEGER,
    "minutes" INTEGER,
    "director" TEXT,
    "actors" TEXT[],
    "genres" TEXT[],
    "imdb_id" TEXT,

    CONSTRAINT "film_pkey" PRIMARY KEY ("id")
);

-- Ids up to 131262 belong to the catalogue.
ALTER SEQUENCE "film_id_seq" RESTART WITH 1000001;

-- CreateTable
CREATE TABLE "film_stat" (
    "film" INTEGER NOT NULL,
    "source" SMALLINT NOT NULL,
    "ratings" BIGINT NOT NULL DEFAULT 0,
    "rating_sum" BIGINT NOT NULL DEFAULT 0,
    "rating_square" BIGINT NOT NULL DEFAULT 0,
    "views" BIGINT NOT NULL DEFAULT 0,
    "clicks" BIGINT NOT NULL DEFAULT 0,
    "adds" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "film_stat_pkey" PRIMARY KEY ("film","source")
) WITH (fillfactor = 80);

-- CreateTable
CREATE TABLE "film_minute" (
    "minute" TIMESTAMPTZ(0) NOT NULL,
    "film" INTEGER NOT NULL,
    "source" SMALLINT NOT NULL,
    "views" INTEGER NOT NULL DEFAULT 0,
    "clicks" INTEGER NOT NULL DEFAULT 0,
    "ratings" INTEGER NOT NULL DEFAULT 0,
    "adds" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "film_minute_pkey" PRIMARY KEY ("minute","film","source")
) PARTITION BY RANGE ("minute");

-- Catches rows whose partition is missing: rows in it raise an alarm.
CREATE TABLE "film_minute_default" PARTITION OF "film_minute" DEFAULT;

-- CreateTable
CREATE TABLE "fold_note" (
    "stream" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "count" BIGINT NOT NULL,

    CONSTRAINT "fold_note_pkey" PRIMARY KEY ("stream","note")
);

-- CreateIndex
CREATE UNIQUE INDEX "film_imdb_id_key" ON "film"("imdb_id");
