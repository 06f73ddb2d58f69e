import { type Command, InvalidArgumentError } from 'commander';
import type { ProducerName } from '@/lib/contracts/producer-names';
import { defaultUsers } from '@/lib/streams/movie-events/generate';
import { type InvalidModeName, invalidModeNames } from '@/lib/streams/orders/invalid-orders';
import { usualRatingModel } from '@/lib/streams/ratings/rating-model';
import type { CommandContext } from './command-context';
import { CommandFailed } from './command-failed';
import { asNumberFrom } from './flag-values';
import type { ProduceOptions } from './produce-command';
import { producerCommand, producerOptions } from './producer-flags';

const produceCommand = () => import('./produce-command');

type Act = (name: ProducerName, command: Command, own: Partial<ProduceOptions>) => Promise<void>;

/** `produce NAME`: traffic of every kind. */
export function registerProduce(program: Command, context: CommandContext): void {
  const produce = program.command('produce').description('Produce events.');
  const act: Act = async (name, command, own) => {
    const { produceEvents } = await produceCommand();
    const options = { generator: {}, ...producerOptions(context, command), ...own };
    context.exitWith(await produceEvents(context.brokersOf(command), name, options));
  };
  producerCommand(produce, 'orders', "a shop's orders", 100)
    .option(
      '--purchase-spread-days <n>',
      'whole days before now over which purchases are spread; 0 = now',
      asNumberFrom({ min: 0, max: 366, whole: true }),
      28,
    )
    .action(({ purchaseSpreadDays }: { purchaseSpreadDays: number }, command: Command) =>
      act('orders', command, { generator: { purchaseSpreadDays } }),
    );
  producerCommand(produce, 'invalid-orders', 'orders that are wrong on purpose', 20)
    .option('--invalid-mode <name>', `one of ${['random', ...invalidModeNames].join(', ')}`, asInvalidMode, 'random')
    .action(({ invalidMode }: { invalidMode: InvalidModeName | 'random' }, command: Command) =>
      act('invalid-orders', command, { generator: { invalidMode } }),
    );
  registerRatings(produce, act);
  registerEngagement(produce, act);
  producerCommand(produce, 'movie-events', "users' film lists: believable histories of all six kinds of events", 20)
    .option(
      '--users <n>',
      'how many users have lists',
      asNumberFrom({ min: 1, max: 10_000_000, whole: true }),
      defaultUsers,
    )
    .action(({ users }: { users: number }, command: Command) => act('movie-events', command, { generator: { users } }));
}

interface RatingFlags {
  readonly users: number;
  readonly genres: number;
  readonly topK: number;
  readonly alpha: number;
  readonly noise: number;
  readonly resume?: boolean;
  readonly showUser?: number;
  readonly seed?: string;
}

function registerRatings(produce: Command, act: Act): void {
  const { users, genres, topK, alpha, noise } = usualRatingModel;
  producerCommand(produce, 'ratings', 'film ratings by users with tastes of their own', 50)
    .option('--users <n>', 'how many users rate', asNumberFrom({ min: 1, max: 138_493, whole: true }), users)
    .option('--genres <n>', 'genres there are', asNumberFrom({ min: 1, max: 20, whole: true }), genres)
    .option('--top-k <n>', 'genres a user cares for', asNumberFrom({ min: 1, max: 20, whole: true }), topK)
    .option('--alpha <n>', 'small: few genres dominate', asNumberFrom({ min: 0.001, max: 1_000, whole: false }), alpha)
    .option('--noise <n>', 'spread of ratings', asNumberFrom({ min: 0, max: 10, whole: false }), noise)
    .option('--resume', 'go on with the random sequence where the last run stopped; seed and model are that run’s')
    .option(
      '--show-user <id>',
      'print the genre weights of a user under the model and --seed, and produce nothing',
      asNumberFrom({ min: 1, max: 138_493, whole: true }),
    )
    .action(async (flags: RatingFlags, command: Command) => {
      const { users, genres, topK, alpha, noise } = flags;
      if (topK > genres) throw new CommandFailed('--top-k: cannot be more than --genres', 2);
      const ratingModel = { users, genres, topK, alpha, noise };
      if (flags.showUser !== undefined) {
        const { printTaste } = await import('./show-user-command');
        return printTaste(flags.showUser, flags.seed, ratingModel, command.opts().json === true);
      }
      await act('ratings', command, { resume: flags.resume === true, generator: { ratingModel } });
    });
}

interface EngagementFlags {
  readonly mode: 'batch' | 'stream';
  readonly numEvents: number;
  readonly mix: readonly [number, number, number];
}

function registerEngagement(produce: Command, act: Act): void {
  producerCommand(produce, 'engagement', 'views, clicks and ratings of films, in sessions', 10)
    .option('--mode <name>', 'batch: --num-events at once; stream: at the rate until its end', asMode, 'batch')
    .option('--num-events <n>', 'of a batch', asNumberFrom({ min: 1, max: 1_000_000_000, whole: true }), 100)
    .option('--mix <views,clicks,ratings>', 'weights', asMix, [60, 30, 10])
    .action((flags: EngagementFlags, command: Command) => {
      const isGiven = (name: string): boolean => command.getOptionValueSource(name) !== 'default';
      const batch = {
        ...(isGiven('eventsPerSecond') ? {} : { eventsPerSecond: 0 }),
        ...(command.opts().maxEvents === undefined ? { maxEvents: flags.numEvents } : {}),
      };
      return act('engagement', command, { ...(flags.mode === 'batch' ? batch : {}), generator: { mix: flags.mix } });
    });
}

function asInvalidMode(text: string): string {
  if (text === 'random' || invalidModeNames.some((name) => name === text)) return text;
  throw new InvalidArgumentError(`Give one of ${['random', ...invalidModeNames].join(', ')}.`);
}

function asMode(text: string): string {
  if (text === 'batch' || text === 'stream') return text;
  throw new InvalidArgumentError('Give batch or stream.');
}

function asMix(text: string): readonly number[] {
  const parts = text.split(',').map(Number);
  if (parts.length === 3 && parts.every((part) => part >= 0) && parts[0]! > 0) return parts;
  throw new InvalidArgumentError('Give three weights like 60,30,10: views (more than 0), clicks, ratings.');
}
