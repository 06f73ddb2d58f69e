import type { Rejection } from '../../contracts/rejection';
import { parseIsoTime } from '../../domain/iso-time';
import { noMinute } from '../film-cells';
import { isTooOldForFilmMinute } from '../film-statements';
import type { RecordFacts, StreamFold } from '../stream';
import { type EngagementDelta, emptyEngagementDelta } from './engagement-delta';
import type { EngagementKind } from './engagement-kind';
import { detailOf, judgeEngagement } from './event';
import { EngagementScan } from './scan-engagement';

const minuteMs = 60_000;
const hourMs = 3_600_000;
/** Rows written for a cell: its own and its film's, of which about every second is shared with other partitions. */
const rowsPerFilmCell = 1;

/** Folds one topic's events: the fast way where it can, the contract where it must. */
export class EngagementFold implements StreamFold<EngagementDelta> {
  eventTimeMs = Number.NaN;
  hadUnknownFields = false;
  private delta = emptyEngagementDelta();
  private readonly scan: EngagementScan;

  constructor(private readonly kind: EngagementKind) {
    this.scan = new EngagementScan(kind);
  }

  get cells(): number {
    return this.delta.films.size * rowsPerFilmCell + this.delta.hours[this.kind].size;
  }

  fold(bytes: Buffer, start: number, end: number, facts: RecordFacts): Rejection | null {
    const { scan } = this;
    if (start < 0 || !scan.read(bytes, start, end, facts.appendedAtMs))
      return this.foldSlowly(bytes, start, end, facts.appendedAtMs);
    this.add(scan.film, scan.detail, scan.eventTimeMs, facts.appendedAtMs);
    this.hadUnknownFields = scan.hadUnknownFields;
    return null;
  }

  take(): EngagementDelta {
    const { delta } = this;
    this.delta = emptyEngagementDelta(delta.films.size);
    return delta;
  }

  private foldSlowly(bytes: Buffer, start: number, end: number, appendedAtMs: number): Rejection | null {
    const judged = judgeEngagement(this.kind, bytes, start, end, appendedAtMs);
    if ('rejection' in judged) return judged.rejection;
    const { event } = judged;
    this.add(event.movie_id, detailOf(event), parseIsoTime(event.event_ts), appendedAtMs);
    this.hadUnknownFields = judged.hadUnknownFields;
    return null;
  }

  private add(film: number, detail: number, eventTimeMs: number, appendedAtMs: number): void {
    const { delta, kind } = this;
    const minute = Math.floor(eventTimeMs / minuteMs);
    const isTooOld = isTooOldForFilmMinute(minute, appendedAtMs);
    if (isTooOld) delta.tooOldForFilmMinute++;
    const { films } = delta;
    const cell = films.indexOf(isTooOld ? noMinute : minute, film);
    if (kind === 'view') films.views[cell]!++;
    else if (kind === 'click') films.clicks[cell]!++;
    else films.addRating(cell, detail + 1);
    delta.hours[kind].add(Math.floor(eventTimeMs / hourMs), detail, 1);
    this.eventTimeMs = eventTimeMs;
  }
}
