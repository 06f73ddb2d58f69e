import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRows } from './csv-rows';
import { parseMoviesCsv } from './parse-movies-csv';

const head = 'movieId,title,genres\n';
const problemsOf = (text: string) => parseMoviesCsv(text).problems.map(({ line, sentence }) => `${line}: ${sentence}`);

describe('movies.csv', () => {
  it('is read with quoted titles, doubled quotes, years, no years and line ends of any kind', () => {
    const { films, problems } = parseMoviesCsv(
      `\ufeffmovieId,title,genres\r
1,Toy Story (1995),Adventure|Animation|Children|Comedy|Fantasy\r
11,"American President, The (1995)",Comedy|Drama|Romance
\r
171,"""Great"" Jeffrey, (and more) (1995)",Drama|Comedy
40697,Babylon 5,Sci-Fi
98,"Two
lines (2009– )",(no genres listed)`,
    );
    expect(problems).toEqual([]);
    expect(films.map(({ id, title, year, genres }) => [id, title, year, genres.join()])).toEqual([
      [1, 'Toy Story', 1995, 'Adventure,Animation,Children,Comedy,Fantasy'],
      [11, 'American President, The', 1995, 'Comedy,Drama,Romance'],
      [171, '"Great" Jeffrey, (and more)', 1995, 'Comedy,Drama'],
      [40697, 'Babylon 5', null, 'Sci-Fi'],
      [98, 'Two\nlines', 2009, '(no genres listed)'],
    ]);
  });

  it.each([
    ['', '1: the file is empty'],
    ['id;title;genres\n', '1: the head is "id;title;genres": it must be "movieId,title,genres"'],
    [head, '2: no film follows the head'],
    [`${head}1,American President, The (1995),Comedy\n`, '2: has 4 fields instead of 3'],
    [`${head}1,A (1995),Drama\nx,B (1995),Drama\n`, '3: movieId "x" is not a whole number'],
    [`${head}0,A (1995),Drama\n`, '2: movieId "0" is not'],
    [`${head}131263,A (1995),Drama\n`, '2: movieId 131263 is above 131262'],
    [`${head}1,,Drama\n`, '2: the title is empty'],
    [`${head}1,A,Drama/Comedy\n`, '2: "Drama/Comedy" is no genre of MovieLens: put |'],
    [`${head}1,A,\n`, '2: "" is no genre'],
    [`${head}1,"A\nB",Drama\n1,B,Drama\n`, '4: movieId 1 stands on line 2 already'],
    [`${head}1,"A,Drama\n2,B,Drama\n`, '2: a quoted field never ends'],
    [`${head}1,"A" B,Drama\n2,B,Drama\n`, '2: text follows a quoted field'],
  ])('%j is refused: %s', (text, said) => {
    const problems = problemsOf(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(said);
  });

  it('tells at most 20 problems of a file that is something else', () => {
    expect(parseMoviesCsv(head + 'x\n'.repeat(1_000)).problems).toHaveLength(20);
  });
});

it('csvRows gives back whatever was written by the rules, with its lines', () => {
  const field = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', ' ', 'ż', '|') });
  fc.assert(
    fc.property(fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { maxLength: 8 }), (rows) => {
      const quote = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
      const text = rows.map((row) => `${row.map(quote).join()}\n`).join('');
      const read = [...csvRows(text)];
      expect(read.map(({ fields }) => fields)).toEqual(rows);
      let line = 1;
      for (const [at, row] of rows.entries()) {
        expect(read[at]).toMatchObject({ line, problem: null });
        line += 1 + row.join('').split('\n').length - 1;
      }
    }),
  );
});
