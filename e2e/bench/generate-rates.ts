import { madeCatalogue } from '../../lib/db/made-catalogue';
import { createRatingGenerator } from '../../lib/streams/ratings/generate';
import { usualRatingModel } from '../../lib/streams/ratings/rating-model';

/**
 * How fast one core makes ratings: model, JSON and bytes, nothing sent; the users' tastes are drawn on the way. Arguments:
 * ratings, rounds. Prints one line of JSON: ratings per second of CPU of each round.
 */
const [ratings = '200000', rounds = '3'] = process.argv.slice(2);
const count = Number(ratings);
const films = madeCatalogue();
const figures: number[] = [];
for (let round = 0; round < Number(rounds); round++) {
  const generator = createRatingGenerator({ films, seed: `round ${round}`, model: usualRatingModel });
  const before = process.cpuUsage();
  let bytes = 0;
  for (let n = 0; n < count; n++) bytes += Buffer.from(generator.next(1_795_380_897_123).value).length;
  const spent = process.cpuUsage(before);
  if (bytes < count * 50) throw new Error(`${count} ratings have only ${bytes} bytes`);
  figures.push((count * 1e6) / (spent.user + spent.system));
}
console.log(JSON.stringify(figures));
