import { CommandLine } from '@/components/ui/command-line';

const steps = [
  {
    title: 'See what runs',
    sentence: 'Brokers, database and workers, each with its age.',
    command: 'npx streamscope status',
  },
  {
    title: 'Send orders',
    sentence: 'Fifty a second until you press Ctrl-C; the charts move within seconds.',
    command: 'npx streamscope produce orders --events-per-second 50',
  },
  {
    title: 'Make a peak',
    sentence: 'Two thousand a second for half a minute: watch lag rise and fall.',
    command: 'npx streamscope produce orders --events-per-second 2000 --duration-seconds 30',
  },
] as const;

/** What stands in place of the charts as long as nothing has ever flowed. */
export function FirstSteps() {
  return (
    <section
      aria-label="First steps"
      data-testid="first-steps"
      className="rounded-8 border border-line bg-panel p-[15px] desktop:h-[496px] desktop:p-[47px]"
    >
      <h2 className="font-medium text-15">Nothing has been stored yet. Three commands, in a terminal of their own:</h2>
      <ol className="mt-6 grid max-w-[720px] gap-6">
        {steps.map((step, index) => (
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
