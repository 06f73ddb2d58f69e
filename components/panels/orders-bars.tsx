'use client';

import { useCallback, useState } from 'react';
import { HeatmapLegend } from '@/components/charts/heatmap-legend';
import { ItemWeekTable } from '@/components/charts/item-week-table';
import { SceneLegend, SelectedBar } from '@/components/charts/scene-side';
import { useRovingBars } from '@/components/charts/use-roving-bars';
import type { SceneBar, SceneModel } from '@/components/prepare/orders-3d';
import { type SceneViewName, sceneViewNames } from '@/components/prepare/scene-geometry';
import { Button } from '@/components/ui/button';
import { Segmented } from '@/components/ui/segmented';
import { OrdersScene } from './orders-scene';

const viewTitles: Readonly<Record<SceneViewName, string>> = { iso: 'Iso', front: 'Front', top: 'Top' };
const viewChoices = sceneViewNames.map((value) => ({ value, label: viewTitles[value] }));
const [onPage, inFrame] = [
  { width: 990, height: 432 },
  { width: 608, height: 262 },
];

/** The bars or the flat table of them; on a page with legend, the selected bar in figures, and the views. */
export function OrdersBars({
  model,
  label,
  flat,
  embedded,
  picked,
  onPick,
}: {
  model: SceneModel;
  label: string;
  /** true: the table of item and weekday in place of the bars. */
  flat: boolean;
  embedded: boolean;
  /** Items or weekdays are filtered. */
  picked: boolean;
  onPick: ((bar: SceneBar) => void) | undefined;
}) {
  const [view, setView] = useState<{ name: SceneViewName; shot: number; turned: boolean }>({
    ...{ name: 'iso', shot: 0, turned: false },
  });
  const roving = useRovingBars(model, model.items.length);
  const selected = model.best;
  const shown = roving.active ?? selected;
  const onTurned = useCallback(() => setView((old) => ({ ...old, turned: true })), []);
  const stand = (name: SceneViewName) => setView((old) => ({ name, shot: old.shot + 1, turned: false }));
  const scene = flat ? (
    <ItemWeekTable {...{ model, label, roving, selected, onPick }} />
  ) : (
    <OrdersScene
      {...{ model, label, roving, selected, onPick, onTurned, embedded }}
      viewName={view.name}
      shot={view.shot}
      assumed={embedded ? inFrame : onPage}
    />
  );
  if (embedded)
    return (
      <div className="flex h-full flex-col">
        <div className="min-h-0 flex-1">{scene}</div>
        <div className="hidden h-4 shrink-0 [@media(min-height:240px)]:block">
          <HeatmapLegend legend={{ ...model.legend, kinds: [] }} />
        </div>
      </div>
    );
  return (
    <div className="@container">
      <div className="flex flex-col gap-6 @min-[960px]:flex-row">
        <div
          className={
            flat
              ? 'min-w-0 @min-[960px]:flex-1'
              : 'h-[300px] min-w-0 shrink-0 @min-[640px]:h-[432px] @min-[960px]:flex-1'
          }
        >
          {scene}
        </div>
        <div className="flex flex-col gap-8 @min-[960px]:w-[364px] @min-[960px]:shrink-0 @min-[960px]:border-line @min-[960px]:border-l @min-[960px]:pl-6">
          <SceneLegend legend={model.legend} />
          {shown === null ? null : (
            <SelectedBar
              model={model}
              bar={shown}
              heading={roving.active !== null ? 'This bar' : picked ? 'Selected bar' : 'Bar with the most revenue'}
            />
          )}
          {flat ? null : (
            <div className="hidden items-center gap-3 @min-[640px]:flex">
              <span className="text-12 text-muted">View</span>
              <Segmented
                label="View"
                name="scene-view"
                size="small"
                value={view.name}
                choices={viewChoices}
                onChange={stand}
              />
              <Button
                look="quiet"
                size="small"
                className={view.turned ? '' : 'invisible'}
                onClick={() => stand(view.name)}
              >
                Reset
              </Button>
            </div>
          )}
        </div>
      </div>
    </div>
  );
}
