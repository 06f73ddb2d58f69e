import { parseArgs } from 'node:util';

export const usage = `npm start -- [options]      starts Streamscope: PostgreSQL, Kafka, the workers and the web page

  --no-demo               produce nothing
  --orders-per-second N   orders produced per second (default 50)
  --all-streams           produce for all four streams: with the default 200 events per second in all
  --brokers 1|3           number of embedded Kafka brokers (default 1)
  --fresh                 start empty: removes the embedded servers' data after saying what goes
  --reset                 start the servers only, empty everything as \`streamscope reset\` does, and end
  --keep-kafka            with --reset: keep the topics and have them read again
  --directory PATH        where state is kept (default .streamscope)
  --help                  this page

Environment: KAFKA_BROKERS and DATABASE_URL name servers to use in place of embedded ones.`;

/** A wrong use of the command line; its message names the option and the remedy. */
export class UsageError extends Error {
  name = 'UsageError';
}

/**
 * @typedef {object} StackOptions
 * @property {boolean} demo produce events
 * @property {number} ordersPerSecond
 * @property {boolean} allStreams produce for all streams
 * @property {1 | 3} brokers
 * @property {boolean} fresh
 * @property {boolean} reset empty everything and end
 * @property {boolean} keepKafka
 * @property {string} directory as given
 * @property {boolean} help
 */

/** @param {readonly string[]} argv @returns {StackOptions} */
export function readCommandLine(argv) {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...argv],
      options: {
        'no-demo': { type: 'boolean', default: false },
        'orders-per-second': { type: 'string', default: '50' },
        'all-streams': { type: 'boolean', default: false },
        brokers: { type: 'string', default: '1' },
        fresh: { type: 'boolean', default: false },
        reset: { type: 'boolean', default: false },
        'keep-kafka': { type: 'boolean', default: false },
        directory: { type: 'string', default: '.streamscope' },
        help: { type: 'boolean', default: false },
      },
    }));
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  }
  const ordersPerSecond = Number(values['orders-per-second']);
  if (!Number.isInteger(ordersPerSecond) || ordersPerSecond < 1 || ordersPerSecond > 1_000_000)
    throw new UsageError('--orders-per-second: give a whole number from 1 to 1000000, or --no-demo for no orders');
  if (values['no-demo'] && values['all-streams'])
    throw new UsageError('--all-streams: says to produce, --no-demo not to; leave one of them out');
  if (values.brokers !== '1' && values.brokers !== '3') throw new UsageError('--brokers: give 1 or 3');
  if (values['keep-kafka'] && !values.reset) throw new UsageError('--keep-kafka: goes with --reset');
  if (values.directory === '') throw new UsageError('--directory: give a path');
  return {
    demo: !values['no-demo'],
    ordersPerSecond,
    allStreams: values['all-streams'],
    brokers: values.brokers === '3' ? 3 : 1,
    fresh: values.fresh,
    reset: values.reset,
    keepKafka: values['keep-kafka'],
    directory: values.directory,
    help: values.help,
  };
}
