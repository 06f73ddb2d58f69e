import type { ReactNode } from 'react';
import type { EmbedParameters } from '@/components/prepare/embed-parameters';
import { classNames } from '@/components/ui/class-names';

// Before the first paint and without storage: an embed follows the system of whoever looks, not a stored choice.
const followSystem =
  "document.currentScript.parentElement.dataset.theme=matchMedia('(prefers-color-scheme: dark)').matches?'dark':'light'";

/** An embed fills its frame edge to edge, never scrolls, and lists what it could not understand. */
export function EmbedFrame({
  panel,
  parameters,
  warnings = [],
  children,
}: {
  panel: string;
  parameters: EmbedParameters;
  /** Those of the panel itself. */
  warnings?: readonly string[];
  children: ReactNode;
}) {
  const { theme, bg, title } = parameters;
  return (
    <main
      data-embed={panel}
      data-embed-warnings={[...parameters.warnings, ...warnings].join('; ')}
      suppressHydrationWarning
      {...(theme !== 'auto' && { 'data-theme': theme })}
      className={classNames(
        'fixed inset-0 overflow-hidden p-4 text-text',
        bg === 'solid' ? 'bg-panel' : '[&_figure]:bg-transparent',
        !title && '[&_figcaption]:sr-only',
      )}
    >
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours */}
      {theme === 'auto' ? <script dangerouslySetInnerHTML={{ __html: followSystem }} /> : null}
      {children}
      <p className="pointer-events-none absolute right-4 bottom-4 hidden text-12 text-muted [@media(min-width:400px)_and_(min-height:240px)]:block">
        streamscope
      </p>
    </main>
  );
}
