import { CommandLine } from '@/components/ui/command-line';

/** Why there is nothing to see, and the command that changes it. */
export function EmptyBody({ title, sentence, command }: { title: string; sentence: string; command: string }) {
  return (
    <div className="flex h-full flex-col justify-center gap-1">
      <p className="font-medium text-13">{title}</p>
      <p className="mb-3 text-13 text-muted">{sentence}</p>
      <CommandLine command={command} />
    </div>
  );
}
