import type {
  EngagementClicks,
  EngagementDevices,
  EngagementFunnel,
  FilmsTrending,
  ListsTrending,
} from './engagement-panels';
import type { OrdersBoxplot, OrdersHeatmap, OrdersItemsByWeekday, OrdersPareto } from './orders-panels';
import type { FilmsTop, RatingsDistribution, RatingsGenres, RatingsOverTime } from './ratings-panels';
import type { UserAffinities, UserMonths, UserNewest, UserRatings, UserSummary, UsersList } from './user-panels';

/** What each stored panel answers, by its public id. */
export interface StoredAnswers {
  'orders-heatmap': OrdersHeatmap;
  'orders-pareto': OrdersPareto;
  'users-list': UsersList;
  'user-summary': UserSummary;
  'user-months': UserMonths;
  'user-ratings': UserRatings;
  'user-affinities': UserAffinities;
  'user-newest': UserNewest;
  'engagement-funnel': EngagementFunnel;
  'engagement-devices': EngagementDevices;
  'engagement-clicks': EngagementClicks;
  'films-trending': FilmsTrending;
  'lists-trending': ListsTrending;
  'ratings-distribution': RatingsDistribution;
  'ratings-genres': RatingsGenres;
  'ratings-over-time': RatingsOverTime;
  'films-top': FilmsTop;
  'orders-boxplot': OrdersBoxplot;
  'orders-3d': OrdersItemsByWeekday;
}

export type StoredPanelId = keyof StoredAnswers;
