import type { LiveDisplay } from '@/components/live/live-display';
import type { PanelState } from '@/components/panels/panel-state';
import type { LiveSecond, TileName, TileStatus } from '@/lib/contracts/live-frame';
import { durationParts } from './format-duration';
import { formatChange, notMeasured, numberParts } from './format-number';

export interface PreparedTile {
  readonly name: TileName;
  /** Part of the test id. */
  readonly id: string;
  readonly label: string;
  readonly value: number | null;
  readonly digits: string;
  readonly unit: string;
  readonly status: TileStatus;
  readonly change: string | null;
  readonly spark: readonly (number | null)[];
}

interface TileDefinition {
  readonly name: TileName;
  readonly id: string;
  readonly label: string;
  readonly unit: string | 'duration';
  readonly read: (second: LiveSecond) => number | null;
}

const definitions: readonly TileDefinition[] = [
  { name: 'throughput', id: 'throughput', label: 'Throughput', unit: 'ev/s', read: (s) => s.throughput },
  { name: 'ackP95', id: 'ack', label: 'Ack, p95', unit: 'duration', read: (s) => s.ackP95 },
  { name: 'endToEndP95', id: 'end-to-end', label: 'End to end, p95', unit: 'duration', read: (s) => s.endToEndP95 },
  { name: 'lag', id: 'lag', label: 'Lag', unit: 'records', read: (s) => s.lag },
  { name: 'errorsPerMinute', id: 'errors', label: 'Errors', unit: '/min', read: (s) => s.errors },
  { name: 'freshnessMs', id: 'freshness', label: 'Freshness', unit: 'duration', read: (s) => s.freshnessMs },
];

/** The six tiles. While the connection is lost they show nothing: an old figure in large type would lie. */
export function prepareTiles(display: LiveDisplay, panelState: PanelState): readonly PreparedTile[] {
  const { gauges, seconds } = display.state;
  const lost = panelState.kind === 'reconnecting' || panelState.kind === 'loading' || gauges === null;
  return definitions.map((definition) => {
    const tile = gauges?.tiles[definition.name];
    const value = lost ? null : (tile?.value ?? null);
    const { digits, unit } = tileText(value, definition.unit);
    return {
      name: definition.name,
      id: definition.id,
      label: definition.label,
      value,
      digits,
      unit,
      status: lost ? 'unknown' : (tile?.status ?? 'unknown'),
      change: lost ? null : formatChange(value, tile?.previous ?? null),
      spark: seconds.slice(-60).map(definition.read),
    };
  });
}

function tileText(value: number | null, unit: string): { digits: string; unit: string } {
  if (value === null) return { digits: notMeasured, unit: unit === 'duration' ? 'ms' : unit };
  if (unit === 'duration') return durationParts(value);
  // Counts per second are means of whole records: above 10 their fraction is noise.
  const parts = numberParts(value >= 10 ? Math.round(value) : value);
  return {
    digits: parts.digits,
    unit: unit.startsWith('/') ? parts.suffix + unit : [parts.suffix, unit].filter(Boolean).join('\u00a0'),
  };
}
