import { streamTitle } from '@/components/prepare/shown-streams';
import { CommandLine } from '@/components/ui/command-line';
import type { LiveStream } from '@/lib/contracts/live-frame';

/** What `streamscope produce` is told where the stream's name alone does not do. */
const producers: Readonly<Partial<Record<LiveStream, string>>> = {
  all: 'orders',
  engagement: 'engagement --mode stream',
};

/** The way to a moving page; metrics move by themselves, so orders stand for them. */
function stepsOf(stream: LiveStream) {
  const shown = stream === 'metrics' ? 'all' : stream;
  const produce = `npx streamscope produce ${producers[shown] ?? shown}`;
  return [
    {
      title: 'See what runs',
      sentence: 'Brokers, database and workers, each with its age.',
      command: 'npx streamscope status',
    },
    {
      title: `Send ${streamTitle(shown === 'all' ? 'orders' : shown).toLowerCase()}`,
      sentence: 'Fifty events a second until you press Ctrl-C; the charts move within seconds.',
      command: `${produce} --events-per-second 50`,
    },
    {
      title: 'Make a peak',
      sentence: 'Two thousand a second for half a minute: watch lag rise and fall.',
      command: `${produce} --events-per-second 2000 --duration-seconds 30`,
    },
  ];
}

/** What stands in place of the charts as long as nothing has ever flowed. */
export function FirstSteps({ stream }: { stream: LiveStream }) {
  return (
    <section
      aria-label="First steps"
      data-testid="first-steps"
      className="rounded-8 border border-line bg-panel p-[15px] desktop:h-[496px] desktop:p-[47px]"
    >
      <h2 className="font-medium text-15">Nothing has been stored yet. Three commands, in a terminal of their own:</h2>
      <ol className="mt-6 grid max-w-[720px] gap-6">
        {stepsOf(stream).map((step, index) => (
          <li key={step.command}>
            <p className="font-medium text-13">
              {index + 1}. {step.title}
            </p>
            <p className="mb-2 text-13 text-muted">{step.sentence}</p>
            <CommandLine command={step.command} />
          </li>
        ))}
      </ol>
    </section>
  );
}
