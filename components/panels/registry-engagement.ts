import { engagementWindows, trendingWindows } from '@/lib/contracts/engagement-panels';
import { filter, type PanelEntry } from './panel-entry';

const engagementPanel = {
  source: 'stored',
  stream: 'engagement',
  defaultSize: { width: 640, height: 360 },
  parameters: [
    filter('window', 'So many hours, of which the last is running; absent = the running hour.', engagementWindows),
    filter('from', 'First local hour, 2026-10-25 or 2026-10-25T13:00, in place of a window.'),
    filter('to', 'Local hour after the last.'),
    filter('tz', 'Time zone of hours, whole hours from UTC.'),
  ],
} as const;

const trendingPanel = {
  source: 'stored',
  defaultSize: { width: 640, height: 360 },
  parameters: [filter('window', 'Half-life of the score, and the time that is counted.', trendingWindows)],
} as const;

/** The stored panels of views, clicks and ratings, and of film lists. */
export const engagementPanelEntries = {
  'engagement-funnel': {
    id: 'engagement-funnel',
    title: 'Views, clicks and ratings',
    unit: 'events',
    ...engagementPanel,
    explanation:
      'Events of the period by kind, from exact counts by UTC hour. Rates are ratios of these counts, not paths of one person; beside them those of as many hours before. Lines show each rate over the period, or over the last day where it is shorter.',
  },
  'engagement-devices': {
    id: 'engagement-devices',
    title: 'Views by device',
    unit: 'views',
    ...engagementPanel,
    explanation:
      'Share of each device in the views of the period, from exact counts by UTC hour. The tick is the share in as many hours before; it is left out where nothing is stored of them.',
  },
  'engagement-clicks': {
    id: 'engagement-clicks',
    title: 'Clicks by type',
    unit: 'clicks',
    ...engagementPanel,
    explanation:
      'Share of each type in the clicks of the period, from exact counts by UTC hour. The tick is the share in as many hours before; it is left out where nothing is stored of them.',
  },
  'films-trending': {
    id: 'films-trending',
    title: 'Trending films',
    unit: 'points',
    stream: 'engagement',
    ...trendingPanel,
    explanation:
      'Films by score: a view counts 1, a click 3, a rating 5, and each half as much per window of age; ties by id. The rank is compared with the one that the same rule gave one window earlier. Minutes are kept for 35 days.',
  },
  'lists-trending': {
    id: 'lists-trending',
    title: 'Trending additions to film lists',
    unit: 'points',
    stream: 'movie-events',
    ...trendingPanel,
    explanation:
      'Films by score: an addition to somebody’s film list counts 1, half as much per window of age, and nothing once it is taken back; ties by id. A film known under a name and an IMDb id is one. The rank is compared with that of one window earlier.',
  },
} as const satisfies Record<string, PanelEntry>;
