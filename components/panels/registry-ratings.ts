import { ratingsWindows } from '@/lib/contracts/ratings-panels';
import { filter, type PanelEntry } from './panel-entry';

const stored = { source: 'stored', stream: 'ratings', defaultSize: { width: 640, height: 360 } } as const;
const period = [
  filter(
    'window',
    `Period that ends with the running hour: ${ratingsWindows.join(', ')}; absent = the shortest of 24 h, 7, 28 and 90 days before the newest rating that holds 95 % of all, from the first stored on; else all.`,
  ),
  filter('from', 'First local hour, 2026-10-25 or 2026-10-25T13:00.'),
  filter('to', 'Local hour after the last.'),
  filter('tz', 'Time zone of the hours, whole hours from UTC.'),
] as const;

/** The stored panels of the ratings. */
export const ratingsPanelEntries = {
  'ratings-distribution': {
    id: 'ratings-distribution',
    title: 'Distribution of ratings',
    unit: '% of all',
    ...stored,
    parameters: period,
    explanation:
      'Share of each value among the ratings of the period, by the time that they bear, beside the share that the model of the generator makes with the defaults of produce ratings: 10,000 users, 20 genres, the 3 strongest kept, alpha 0.5, noise 0.3; summed over 20,000 drawn users, not sampled. 95 of 100 samples of as many ratings by as many users lie in the range.',
  },
  'ratings-genres': {
    id: 'ratings-genres',
    title: 'Genre bias',
    unit: '% of users',
    ...stored,
    parameters: [],
    explanation:
      'Of users with at least 20 ratings of all time, the share whose most-rated genre it is, and who have it among their three most-rated (ties go to the first by the alphabet); counted at most each 10 s. Expected is the same of up to 10,000 simulated users of the model of the generator, defaults of produce ratings, with 20, 50, 100 or 200 ratings each, whichever is nearest. By chance one genre of twenty lies outside its 95 % range.',
  },
  'ratings-over-time': {
    id: 'ratings-over-time',
    title: 'Ratings over time',
    unit: 'ratings',
    ...stored,
    parameters: period,
    explanation:
      'Stored ratings by value and by the hour, day, month or year that they bear, on the clock of the chosen time zone. Hatched is what lies before the first and after the last stored rating; a zero is a zero. An hour that the clock repeats is one column of both.',
  },
  'films-top': {
    id: 'films-top',
    title: 'Top films',
    unit: 'stars',
    ...stored,
    parameters: [
      filter('minimum', 'Fewest ratings a film must have, 1 to 1,000,000; absent = 20.'),
      filter('genre', 'Films of this genre alone.'),
      filter('limit', 'How many films, 1 to 100; absent = 10.'),
    ],
    explanation:
      'Films by (n × mean + 20 × mean of all ratings) / (n + 20): a film with few ratings is drawn to the mean of all as by 20 ratings of that mean. Over all time. The mark is mean ± standard deviation, from the exact sums of ratings and of their squares.',
  },
} as const satisfies Record<string, PanelEntry>;
