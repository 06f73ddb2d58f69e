import type { StoredAnswer, UtcRange } from './stored-answer';

/** Windows of the trending lists, which end now. */
export const trendingWindows = ['1h', '24h', '7d'] as const;
export type TrendingWindow = (typeof trendingWindows)[number];

/** Periods of the panels over hours: so many of them, of which the last is running. */
export const engagementWindows = ['1h', '24h', '7d', '28d', '90d'] as const;
export type EngagementWindow = (typeof engagementWindows)[number];

export interface EngagementFilters {
  /** null where `from` and `to` were asked for. */
  readonly window: EngagementWindow | null;
  /** First local hour, `2026-10-25T00:00` on the wall clock of `tz`; null when nothing is stored. */
  readonly from: string | null;
  /** Local hour after the last. */
  readonly to: string | null;
  readonly tz: string;
}

/** A period beside as many hours before it. */
export interface EngagementAnswer<Row> extends StoredAnswer<Row> {
  readonly filters: EngagementFilters;
  readonly range: UtcRange | null;
  /** The window before; null where nothing at all is stored of its time or an earlier one. */
  readonly before: UtcRange | null;
  /** From the first to the last hour that has any event. */
  readonly stored: UtcRange | null;
  /** Events that the rows are made of. */
  readonly total: number;
}

export type FunnelStage = 'views' | 'clicks' | 'ratings';

/** Rates are ratios of counts, not paths of persons; null where they would be of nothing. */
export interface FunnelRow {
  readonly stage: FunnelStage;
  readonly count: number;
  /** null = nothing is stored of the window before. */
  readonly countBefore: number | null;
  /** Of the stage above; null for the views. */
  readonly rate: number | null;
  readonly rateBefore: number | null;
  /** Of the views. */
  readonly perView: number | null;
  readonly perViewBefore: number | null;
  /** `rate` over time, oldest first, at most 60 steps. */
  readonly rates: readonly (number | null)[];
}

export interface EngagementFunnel extends EngagementAnswer<FunnelRow> {
  /** Hours of one step of `rates`, and where the first begins. */
  readonly steps: { readonly hours: number; readonly from: string } | null;
}

/** Shares 0..1 of all rows; null where there is nothing to share. */
export interface EngagementShare {
  readonly count: number;
  readonly share: number | null;
  /** null = nothing is stored of the window before. */
  readonly countBefore: number | null;
  readonly shareBefore: number | null;
}
export interface DeviceRow extends EngagementShare {
  readonly device: string;
}
export interface ClickTypeRow extends EngagementShare {
  readonly clickType: string;
}
export type EngagementDevices = EngagementAnswer<DeviceRow>;
export type EngagementClicks = EngagementAnswer<ClickTypeRow>;

export const trendingParts = ['views', 'clicks', 'ratings'] as const;
export type TrendingPart = (typeof trendingParts)[number];

interface TrendingRow {
  readonly rank: number;
  /** One window earlier; null = the film had no score then. */
  readonly rankBefore: number | null;
  readonly film: number;
  /** null for a film that the catalogue does not have. */
  readonly title: string | null;
  readonly year: number | null;
  /** Weighted events, each halved per window of age. */
  readonly score: number;
  /** Of the window, unweighted, with the running minute. */
  readonly events: number;
  readonly eventsBefore: number;
  /** Events of each sixtieth of the window, oldest first, without the running minute. */
  readonly spark: readonly number[];
}

export interface FilmsTrendingRow extends TrendingRow {
  /** Of the window. */
  readonly views: number;
  readonly clicks: number;
  readonly ratings: number;
  /** Which part of the score is largest, and its share of it, 0..1. */
  readonly leads: TrendingPart;
  readonly leadsShare: number;
  /** Events of that part in the last sixth of the window, and in the rest before. */
  readonly leadsRecent: number;
  readonly leadsEarlier: number;
}

export interface ListsTrendingRow extends TrendingRow {
  /** `Comedy, Romance`; null where none are known. */
  readonly genres: string | null;
}

/** The best of a ranking at a moment. */
export interface TrendingAnswer<Row> extends StoredAnswer<Row> {
  readonly filters: { readonly window: TrendingWindow };
  /** UTC, ISO 8601: the moment of the scores. The answer may be older than the question by what it cost. */
  readonly asOf: string;
  /** Whole minutes of the window. */
  readonly range: UtcRange;
  /** Of the window, over all films. */
  readonly events: number;
  readonly eventsBefore: number;
  /** Films with an event in the window. */
  readonly films: number;
  /** Films that had a score one window earlier. */
  readonly filmsBefore: number;
}
export type FilmsTrending = TrendingAnswer<FilmsTrendingRow>;
export type ListsTrending = TrendingAnswer<ListsTrendingRow>;
