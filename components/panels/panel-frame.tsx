import dynamic from 'next/dynamic';
import type { ReactNode } from 'react';
import { classNames } from '@/components/ui/class-names';
import type { PanelState } from './panel-state';
import { StateChip } from './state-chip';

// Loaded when something went wrong: where that is the server itself, the sentence alone has to do.
const PanelMessage = dynamic(() =>
  import('./panel-message').then(
    (file) => file.PanelMessage,
    () => PlainMessage,
  ),
);

export interface PanelFrameProps {
  readonly id: string;
  /** Plain name (live) or computed headline (stored). */
  readonly title: string;
  /** What · window · n. */
  readonly subtitle: string;
  /** Both again for heads narrower than 520. */
  readonly short?: { readonly title: string; readonly subtitle: string };
  readonly state: PanelState;
  /** Left of the chip: legend, switch. */
  readonly extras?: ReactNode;
  /** The menu button; absent in an embed. */
  readonly menu?: ReactNode;
  /** Shown in place of the body when the state is `empty`: why, and the command that fills it. */
  readonly emptyBody?: ReactNode | undefined;
  /** Called by Retry in the state `error`. */
  readonly onRetry?: () => void;
  /** Read by tests: the newest value as a number, and the sequence it came with. */
  readonly lastValue?: number | null;
  readonly sequence?: number | null;
  /** An embed fills its frame and has no border. */
  readonly embedded?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Title, subtitle, state and menu above a body; the same in every state, on pages and in embeds. */
export function PanelFrame(props: PanelFrameProps) {
  const { id, title, subtitle, state, embedded = false } = props;
  return (
    <figure
      data-testid={`panel-${id}`}
      data-state={state.kind}
      data-last-value={props.lastValue ?? ''}
      data-seq={props.sequence ?? ''}
      aria-labelledby={`panel-${id}-title`}
      className={classNames(
        'flex min-h-0 min-w-0 flex-col bg-panel [&:fullscreen]:rounded-none [&:fullscreen]:p-6',
        embedded ? 'h-full' : 'rounded-8 border border-line p-[15px]',
        props.className,
      )}
    >
      <figcaption className="@container h-9 shrink-0 [[data-stamp]_&]:h-auto">
        <div className="flex h-5 items-center gap-3">
          <h2 id={`panel-${id}-title`} className="min-w-0 flex-1 truncate font-medium text-15" title={title}>
            <WidthText text={title} short={props.short?.title} />
          </h2>
          {props.extras}
          <StateChip state={state} />
          {props.menu}
        </div>
        <p className="truncate text-12 text-muted [[data-stamp]_&]:whitespace-normal" title={subtitle}>
          <WidthText text={subtitle} short={props.short?.subtitle} />
        </p>
      </figcaption>
      <div className="fade relative mt-2 min-h-0 flex-1">
        {state.kind === 'error' ? (
          <PanelMessage sentence={state.sentence} id={state.id} {...(props.onRetry && { onRetry: props.onRetry })} />
        ) : state.kind === 'empty' && props.emptyBody !== undefined ? (
          props.emptyBody
        ) : (
          props.children
        )}
      </div>
    </figure>
  );
}

const PlainMessage = ({ sentence }: { readonly sentence: string }) => <p className="text-13 text-muted">{sentence}</p>;

function WidthText({ text, short = text }: { text: string; short: string | undefined }) {
  if (short === text) return text;
  return (
    <>
      <span className="hidden @min-[520px]:inline">{text}</span>
      <span className="@min-[520px]:hidden">{short}</span>
    </>
  );
}
