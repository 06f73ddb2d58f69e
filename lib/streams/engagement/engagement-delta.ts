import { FilmCells } from '../film-cells';
import { detailsOfKind, type EngagementKind, engagementKinds } from './engagement-kind';

/** Counts of one kind by UTC hour since 1970 and number of device, click type or rating. */
export class HourCounts {
  /** Counts that are not zero: rows to write. */
  size = 0;
  readonly byHour = new Map<number, Float64Array>();
  private hour = Number.NaN;
  private counts: Float64Array = new Float64Array();

  constructor(private readonly details: number) {}

  add(hour: number, detail: number, count: number): void {
    if (hour !== this.hour) this.select(hour);
    if (this.counts[detail] === 0) this.size++;
    this.counts[detail]! += count;
  }

  addAll(other: HourCounts): void {
    for (const [hour, counts] of other.byHour)
      for (const [detail, count] of counts.entries()) if (count > 0) this.add(hour, detail, count);
  }

  private select(hour: number): void {
    let counts = this.byHour.get(hour);
    if (counts === undefined) {
      counts = new Float64Array(this.details);
      this.byHour.set(hour, counts);
    }
    this.hour = hour;
    this.counts = counts;
  }
}

/** What a flush adds to the aggregates of engagement. */
export interface EngagementDelta {
  readonly films: FilmCells;
  readonly hours: Readonly<Record<EngagementKind, HourCounts>>;
  tooOldForFilmMinute: number;
}

export const emptyEngagementDelta = (expectedFilms = 0): EngagementDelta => ({
  films: new FilmCells(expectedFilms),
  hours: {
    view: new HourCounts(detailsOfKind.view.length),
    click: new HourCounts(detailsOfKind.click.length),
    rating: new HourCounts(detailsOfKind.rating.length),
  },
  tooOldForFilmMinute: 0,
});

/** Adds `other` into `into`. */
export function mergeEngagementDeltas(into: EngagementDelta, other: EngagementDelta): EngagementDelta {
  into.films.addAll(other.films);
  for (const kind of engagementKinds) into.hours[kind].addAll(other.hours[kind]);
  into.tooOldForFilmMinute += other.tooOldForFilmMinute;
  return into;
}
