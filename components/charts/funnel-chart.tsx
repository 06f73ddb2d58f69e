import type { FunnelBar, FunnelModel } from '@/components/prepare/engagement-funnel';
import { Sparkline } from './sparkline';

/** Stages from one left edge, each with the one above as an outline; their rates between them. */
export function FunnelChart({ model, label }: { model: FunnelModel; label: string }) {
  return (
    <section aria-label={label} className="flex h-full flex-col [container-type:size]">
      <div className="grid min-h-0 flex-1 grid-cols-[64px_1fr_max-content] grid-rows-[2fr_3fr_2fr_3fr_2fr] text-13">
        {model.bars.map((bar) => (
          <FunnelStageRows key={bar.stage} bar={bar} />
        ))}
      </div>
      <p className="mt-2 hidden h-9 shrink-0 items-center justify-between gap-3 border-line border-t text-12 text-muted @min-[300px]:[@container(min-height:190px)]:flex">
        <span className="truncate">{model.foot.words}</span>
        <span className="font-medium text-13 text-text">{model.foot.value}</span>
      </p>
    </section>
  );
}

function FunnelStageRows({ bar }: { bar: FunnelBar }) {
  const { rate } = bar;
  return (
    <>
      {rate === null ? null : (
        <>
          <span />
          <div className="flex min-w-0 items-center gap-3 border-line-strong border-l pl-2">
            <span className="shrink-0 font-medium">{rate.value}</span>
            <span className="truncate text-12 text-muted">
              {rate.of}
              <span className="@max-[380px]:hidden">{rate.beside}</span>
            </span>
          </div>
          <div className="flex items-center justify-end">
            {rate.line.filter((value) => value !== null).length < 2 ? null : (
              <Sparkline
                values={rate.line}
                points={rate.line.length}
                width={96}
                height={20}
                className="block max-w-24"
              />
            )}
          </div>
        </>
      )}
      <span className="flex items-center">{bar.title}</span>
      <div className="relative flex min-w-0 items-center border-line-strong border-l">
        <div className="relative h-full max-h-6 w-full">
          {bar.outline === null ? null : (
            <span
              className="absolute inset-y-0 left-0 border border-line-strong border-l-0"
              style={{ width: `${bar.outline * 100}%` }}
            />
          )}
          <span className="absolute inset-y-0 left-0 bg-series-3" style={{ width: `${bar.width * 100}%` }} />
        </div>
      </div>
      <span className="flex items-center justify-end pl-3 font-medium">{bar.count}</span>
    </>
  );
}
