import type { ReactNode } from 'react';
import { type EmbedParameters, embedLookNames } from '@/components/prepare/embed-parameters';
import { classNames } from '@/components/ui/class-names';

// Before the first paint and without storage: an embed follows the system of whoever looks, not a stored choice.
const followSystem =
  "document.currentScript.parentElement.dataset.theme=matchMedia('(prefers-color-scheme: dark)').matches?'dark':'light'";

/** An embed fills its frame edge to edge, never scrolls, and lists what it could not understand. */
export function EmbedFrame({
  panel,
  parameters,
  ownNames,
  warnings = [],
  children,
}: {
  panel: string;
  parameters: EmbedParameters;
  /** Parameters of the panel itself: with those of every embed they are what a host may set. */
  ownNames: readonly string[];
  /** Those of the panel itself. */
  warnings?: readonly string[];
  children: ReactNode;
}) {
  const { theme, bg, title, legend, axis, controls, motion, scale, view, stamp } = parameters;
  return (
    <main
      data-embed={panel}
      data-embed-warnings={[...parameters.warnings, ...warnings].join('; ')}
      data-embed-parameters={[...embedLookNames, ...ownNames].join(' ')}
      suppressHydrationWarning
      {...(theme !== 'auto' && { 'data-theme': theme })}
      {...(!legend && { 'data-legend': 'off' })}
      {...(!axis && { 'data-axis': 'off' })}
      {...(stamp !== null && { 'data-stamp': '' })}
      {...(!controls && { 'data-controls': 'off' })}
      {...(motion === '0' && { 'data-motion': 'off' })}
      {...(scale !== 1 && { style: { zoom: scale } })}
      className={classNames(
        'fixed inset-0 overflow-hidden text-text [container:embed/size]',
        bg === 'solid' ? 'bg-panel' : '[&_figure]:bg-transparent',
        !title && '[&_figcaption]:sr-only',
      )}
    >
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours */}
      {theme === 'auto' ? <script dangerouslySetInnerHTML={{ __html: followSystem }} /> : null}
      <div className="h-full p-4">{children}</div>
      {panel === 'board' || view === 'table' ? null : (
        <p className="pointer-events-none absolute right-4 bottom-4 hidden text-12 text-muted [@container_embed_(min-width:400px)_and_(min-height:240px)]:block">
          {stamp === null ? 'streamscope' : `streamscope · ${stamp}`}
        </p>
      )}
    </main>
  );
}
