-- CreateTable
CREATE TABLE "rating_cell" (
    "hour" TIMESTAMPTZ(0) NOT NULL,
    "source" SMALLINT NOT NULL,
    "rating" SMALLINT NOT NULL,
    "count" BIGINT NOT NULL,

    CONSTRAINT "rating_cell_pkey" PRIMARY KEY ("hour","source","rating")
) WITH (fillfactor = 80);

-- One row a user, all genres in it: a rating then changes one row, not one a genre of its film and one for the total.
CREATE TABLE "user_genre" (
    "user" INTEGER NOT NULL,
    "ratings" INTEGER NOT NULL,
    "by_genre" INTEGER[],

    CONSTRAINT "user_genre_pkey" PRIMARY KEY ("user")
) WITH (fillfactor = 70);
