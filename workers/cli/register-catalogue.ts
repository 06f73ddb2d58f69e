import type { Command } from 'commander';
import { type CommandContext, jsonOf, withJson } from './command-context';

const catalogueCommand = () => import('./catalogue-command');

/** `catalogue import | show`. */
export function registerCatalogue(program: Command, context: CommandContext): void {
  const catalogue = program.command('catalogue').description('Replace the film catalogue by your own, or sum it up.');
  withJson(catalogue.command('import'))
    .description(
      'Put the films of a MovieLens movies.csv (movieId,title,genres) in place of the catalogue. Nothing is changed when a line is wrong; each is named with what to do about it.',
    )
    .argument('<file>', 'movies.csv')
    .action(async (file: string, _, command: Command) => {
      const { importCatalogue } = await catalogueCommand();
      await importCatalogue(context.databaseUrlOf(command), file, jsonOf(command));
    });
  withJson(catalogue.command('show'))
    .description('Show how many films there are, of which years and genres.')
    .action(async (_, command: Command) => {
      const { showCatalogue } = await catalogueCommand();
      await showCatalogue(context.databaseUrlOf(command), jsonOf(command));
    });
}
