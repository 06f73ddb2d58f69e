import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillCatalogueOf } from '@/lib/db/film-catalogue';
import { madeCatalogue } from '@/lib/db/made-catalogue';
import { createMigratedDatabase, type ScratchDatabase } from '@/lib/db/scratch-database';
import { callCli, lastJson } from '../../e2e/support/call-cli';

const directory = mkdtempSync(join(tmpdir(), 'streamscope-catalogue-'));
const file = join(directory, 'movies.csv');
let database: ScratchDatabase;
const call = (...args: string[]) =>
  callCli(directory, ['catalogue', ...args], { DATABASE_URL: database.databaseUrl }).ended;

describe('streamscope catalogue', () => {
  beforeAll(async () => {
    database = await createMigratedDatabase(process.env.TEST_DATABASE_URL);
  });
  afterAll(async () => {
    rmSync(directory, { recursive: true, force: true });
    await database.drop();
  });

  it('says of an empty catalogue how to fill it, and sums up a made one', async () => {
    const empty = await call('show');
    expect(empty).toMatchObject({ code: 1, stderr: expect.stringContaining('`npm start` fills it') });
    await fillCatalogueOf(database.databaseUrl, madeCatalogue);
    const { code, stdout } = await call('show');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^27278 films of \d{4} to 2015, by \d+ directors$/m);
    expect(stdout).toMatch(/^Film-Noir +\d+$/m);
  });

  it('imports a file of MovieLens in place of what was there', async () => {
    writeFileSync(
      file,
      'movieId,title,genres\n1,Toy Story (1995),Children\n11,"President, The (1996)",Drama|Romance\n',
    );
    const imported = await call('import', file);
    expect(imported).toMatchObject({ code: 0, stdout: expect.stringContaining('] 2 of 2 films') });
    expect(lastJson((await call('show', '--json')).stdout)).toEqual({
      ...{ films: 2, named: 0, firstYear: 1995, lastYear: 1996, directors: 0 },
      genres: ['Children', 'Drama', 'Romance'].map((genre) => ({ genre, films: 1 })),
    });
  });

  it('imports nothing of a file with errors, and names each with its line and remedy', async () => {
    writeFileSync(file, 'movieId,title,genres\n1,Good (1995),Drama\n2,President, The (1996),Drama\n3,X,Science\n');
    const { code, stderr } = await call('import', file);
    expect(code).toBe(1);
    expect(stderr).toContain('was not imported, the catalogue is as before:');
    expect(stderr).toContain('line 3: has 4 fields instead of 3: put a title that holds commas in double quotes');
    expect(stderr).toContain('line 4: "Science" is no genre of MovieLens: put | between genres and use Action,');
    expect(lastJson((await call('show', '--json')).stdout)).toMatchObject({ films: 2 });
    expect(await call('import', join(directory, 'none.csv'))).toMatchObject({
      ...{ code: 1, stderr: expect.stringContaining('none.csv cannot be read') },
    });
  });
});
