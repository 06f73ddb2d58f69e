'use client';

import { Fragment, type KeyboardEvent, memo } from 'react';
import type { SceneBar, SceneModel } from '@/components/prepare/orders-3d';
import type { SceneLayout } from '@/components/prepare/scene-geometry';
import { classNames } from '@/components/ui/class-names';
import { IsometricLabels, IsometricWalls } from './isometric-axes';
import { BarFaces, BarOutline } from './isometric-bar';
import type { RovingBars } from './use-roving-bars';

interface IsometricBarsProps {
  readonly model: SceneModel;
  readonly layout: SceneLayout;
  readonly label: string;
  readonly roving: RovingBars;
  /** Outlined while nothing is pointed at or focused. */
  readonly selected: SceneBar | null;
  readonly onPick?: ((bar: SceneBar) => void) | undefined;
  /** A scene is drawn over it: it stays for the keyboard, for screen readers and for print. */
  readonly covered: boolean;
}

const lastDay = 7;

/** The bars without WebGL, as the server draws them: each has a name, one takes Tab, arrows walk. */
export function IsometricBars({ model, layout, label, roving, selected, onPick, covered }: IsometricBarsProps) {
  const shown = roving.active ?? selected;
  const bars = model.bars
    .slice(0, layout.items * lastDay)
    .toSorted((a, b) => a.index - b.index || a.weekday - b.weekday);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of SVG marks, no fields
    <svg
      role="group"
      aria-label={label}
      width={layout.width}
      height={layout.height}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      onKeyDown={(event) => roving.onKeyDown(event, 'monday')}
      onPointerLeave={() => roving.onPoint(null)}
      className={classNames(
        'block h-auto max-w-full select-none',
        covered && 'pointer-events-none opacity-0 print:opacity-100',
      )}
    >
      <IsometricWalls model={model} layout={layout} />
      {bars.map((bar) => (
        <Fragment key={bar.key}>
          <Bar
            bar={bar}
            layout={layout}
            tabStop={roving.tabStop?.key === bar.key}
            picked={selected?.key === bar.key}
            onPoint={roving.onPoint}
            onFocus={roving.onFocus}
            onPick={onPick}
          />
          {shown?.key === bar.key ? (
            <BarOutline
              bar={bar}
              layout={layout}
              color={roving.focused?.key === bar.key ? 'var(--accent)' : 'var(--text)'}
            />
          ) : null}
        </Fragment>
      ))}
      <IsometricLabels model={model} layout={layout} active={shown} />
    </svg>
  );
}

interface BarProps {
  readonly bar: SceneBar;
  readonly layout: SceneLayout;
  readonly tabStop: boolean;
  readonly picked: boolean;
  readonly onPoint: RovingBars['onPoint'];
  readonly onFocus: RovingBars['onFocus'];
  readonly onPick: ((bar: SceneBar) => void) | undefined;
}

/** Pointing redraws the outline alone. */
const Bar = memo(
  function Bar({ bar, layout, tabStop, picked, onPoint, onFocus, onPick }: BarProps) {
    const name = `${bar.title}${bar.inFilter ? '' : ', not in filter'}: ${bar.details.map(([title, value]) => `${title} ${value}`).join(', ')}`;
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      onPick?.(bar);
    };
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: it has a role, a button where bars can be picked
      <g
        data-bar={bar.key}
        data-in-filter={bar.inFilter}
        role={onPick === undefined ? 'img' : 'button'}
        aria-label={name}
        {...(onPick !== undefined && {
          'aria-pressed': picked,
          onClick: () => onPick(bar),
          onKeyDown: press,
          className: 'cursor-pointer',
        })}
        tabIndex={tabStop ? 0 : -1}
        onPointerEnter={(event) => event.pointerType === 'mouse' && onPoint(bar)}
        onFocus={() => onFocus(bar)}
        onBlur={() => onFocus(null)}
        style={{ outline: 'none' }}
      >
        <BarFaces bar={bar} layout={layout} />
      </g>
    );
  },
  (a, b) =>
    a.bar === b.bar &&
    a.layout === b.layout &&
    a.tabStop === b.tabStop &&
    a.picked === b.picked &&
    a.onPick === b.onPick,
);
