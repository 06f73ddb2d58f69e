import { CopyButton } from './copy-button';

/** A command to type, with a button that copies it. */
export function CommandLine({ command }: { command: string }) {
  return (
    <div className="flex h-8 items-center justify-between gap-2 rounded-6 bg-raised pr-0.5 pl-3">
      <code className="min-w-0 truncate font-mono text-12 leading-5" title={command}>
        {command}
      </code>
      <CopyButton text={command} label={`Copy ${command}`} />
    </div>
  );
}
