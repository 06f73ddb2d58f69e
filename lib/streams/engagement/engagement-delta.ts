import { FilmCells } from '../film-cells';
import { HourCounts } from '../hour-counts';
import { detailsOfKind, type EngagementKind, engagementKinds } from './engagement-kind';

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
