import { readFileSync } from 'node:fs';
import { replaceCatalogue, summarizeCatalogue } from '@/lib/db/film-catalogue';
import { createPool, type Pool } from '@/lib/db/pool';
import { parseMoviesCsv } from '@/lib/streams/films/parse-movies-csv';
import { CommandFailed } from './command-failed';
import { createLiveLine } from './live-line';
import { textTable, toJsonLine } from './text-table';

async function askDatabase<Result>(databaseUrl: string, work: (pool: Pool) => Promise<Result>): Promise<Result> {
  const pool = createPool({ databaseUrl, applicationName: 'streamscope catalogue', max: 1 });
  return work(pool).finally(() => pool.end());
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CommandFailed(`${file} cannot be read: ${(error as Error).message}`);
  }
}

const barWidth = 30;

function progressBar(done: number, of: number): string {
  const filled = Math.round((barWidth * done) / of);
  return `[${'#'.repeat(filled)}${'.'.repeat(barWidth - filled)}] ${done} of ${of} films`;
}

/** Replaces the catalogue by the films of a file; throws every problem found in it, each with its line. */
export async function importCatalogue(databaseUrl: string, file: string, json: boolean): Promise<void> {
  const { films, problems } = parseMoviesCsv(readText(file));
  if (problems.length > 0)
    throw new CommandFailed(
      [
        `${file} was not imported, the catalogue is as before:`,
        ...problems.map(({ line, sentence }) => `  line ${line}: ${sentence}`),
      ].join('\n'),
    );
  let written = 0;
  const line = createLiveLine(process.stderr);
  if (!json) line.start(() => progressBar(written, films.length));
  try {
    await askDatabase(databaseUrl, (pool) =>
      replaceCatalogue(pool, films, (count) => {
        written = count;
      }),
    );
  } finally {
    line.stop();
  }
  if (json) return console.log(toJsonLine({ films: films.length }));
  console.log(
    `${progressBar(films.length, films.length)}\n` +
      'Running aggregators read it at once. Ratings counted before keep the genres they were counted for, ' +
      'until `streamscope rebuild ratings` counts them anew.',
  );
}

/** Prints what stands in the catalogue; throws when it is empty. */
export async function showCatalogue(databaseUrl: string, json: boolean): Promise<void> {
  const summary = await askDatabase(databaseUrl, summarizeCatalogue);
  if (json) return console.log(toJsonLine(summary));
  if (summary.films === 0)
    throw new CommandFailed(
      'The catalogue is empty: `npm start` fills it, or `streamscope catalogue import FILE.csv`.',
    );
  const named = summary.named === 0 ? '' : `, and ${summary.named} that only events named`;
  const directors = summary.directors === 0 ? '' : `, by ${summary.directors} directors`;
  console.log(`${summary.films} films of ${summary.firstYear} to ${summary.lastYear}${directors}${named}\n`);
  console.log(
    textTable(
      ['genre', 'films'],
      summary.genres.map(({ genre, films }) => [genre, films]),
    ),
  );
}
