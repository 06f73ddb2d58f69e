import { affinityKinds, userSorts } from '@/lib/contracts/user-panels';
import { filter, type PanelEntry, type PanelParameter } from './panel-entry';

const user = filter('user', 'Id of the user; absent = the one with most films.');
const beside = filter('with', 'Id of another user whose numbers stand beside as ticks.');
const measure: PanelParameter = {
  name: 'measure',
  kind: 'look',
  description: 'What the bars show.',
  values: ['films', 'watch-time'],
};
const stored = { source: 'stored', stream: 'movie-events', defaultSize: { width: 640, height: 360 } } as const;

/** The stored panels of film lists. */
export const userPanelEntries = {
  'users-list': {
    id: 'users-list',
    title: 'Users',
    unit: 'films, minutes and rating points',
    ...stored,
    parameters: [
      filter('prefix', 'Beginning of the users’ ids.'),
      filter('sort', 'What orders them.', userSorts),
      filter('order', 'Which way round; absent = most first, ids from A.', ['desc', 'asc']),
      filter('after', 'The page behind this place: `next` of an answer.'),
      filter('before', 'The page in front of this place: `previous` of an answer.'),
      filter('limit', 'Users on a page, 1 to 200; absent = 15.'),
    ],
    explanation:
      'Films, watch time and ratings of each user’s list as its events left it: a second ADD counts nothing, a DELETE takes away what was counted. By mean rating only users with five ratings or more rank. Order and totals are read anew as often as a twentieth of the database’s time allows.',
  },
  'user-summary': {
    id: 'user-summary',
    title: 'Film list of a user',
    unit: 'films, minutes and rating points',
    ...stored,
    parameters: [user, beside],
    explanation:
      'Sums over the films that are in the user’s list now. Watch time adds the lengths that events or the catalogue tell; an ADD without a rating counts as watched, not as rated. Films in common count once under all their names; the correlation (Pearson) is over films that both have rated.',
  },
  'user-months': {
    id: 'user-months',
    title: 'Films by month',
    unit: 'films or hours',
    ...stored,
    parameters: [measure, user, beside],
    explanation:
      'Films in the list by the month of watching as it was written, else by that of the event. Months between that are not listed have no film. The month that is not over is dashed.',
  },
  'user-ratings': {
    id: 'user-ratings',
    title: 'Distribution of ratings',
    unit: 'share of own ratings',
    ...stored,
    parameters: [user, beside],
    explanation:
      'Films of the list by their rating as it is now, each as a share of the list’s rated films; films without a rating are left out.',
  },
  'user-affinities': {
    id: 'user-affinities',
    title: 'Directors, actors and genres',
    unit: 'films and rating points',
    ...stored,
    parameters: [
      filter('kind', 'What is ranked.', affinityKinds),
      user,
      beside,
      filter('limit', 'Names, 1 to 1,000; absent = 50.'),
    ],
    explanation:
      'Names by the films of the list that have them, ties by rated films, then by name; a film counts for each of its actors and genres. The mean is over its rated films and muted below five of them: so few say little.',
  },
  'user-newest': {
    id: 'user-newest',
    title: 'Films that came last',
    unit: 'minutes and rating points',
    ...stored,
    parameters: [user, filter('limit', 'Films, 1 to 200; absent = 20.')],
    explanation:
      'Films in the list by the minute of the event that added them, with their rating as it is now. What was removed, and what was added by events over 35 days late, is not among them.',
  },
} as const satisfies Record<string, PanelEntry>;
