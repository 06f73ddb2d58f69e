'use client';

import dynamic from 'next/dynamic';
import type { ComponentType } from 'react';
import type { StoredAnswer } from '@/lib/contracts/stored-answer';
import type { StoredPanelId } from '@/lib/contracts/stored-panels';
import type { StoredEmbedProps } from './stored-embed';
import type { StoredView } from './stored-view';

type Embed = ComponentType<StoredEmbedProps<StoredAnswer<unknown>>>;

const embedOf = async <Answer extends StoredAnswer<unknown>>(view: Promise<StoredView<Answer>>): Promise<Embed> => {
  // Loaded beside the view: a frame of a live panel needs neither.
  const [{ StoredEmbed }, loaded] = await Promise.all([import('./stored-embed'), view]);
  return (props) => <StoredEmbed view={loaded as unknown as StoredView<StoredAnswer<unknown>>} {...props} />;
};

/** Each stored panel as an embed. A frame loads the code of its own panel alone. */
const embeds: Readonly<Record<StoredPanelId, Embed>> = {
  'orders-heatmap': dynamic(() => embedOf(import('./orders-heatmap-view').then((file) => file.ordersHeatmapView))),
  'orders-pareto': dynamic(() => embedOf(import('./orders-pareto-view').then((file) => file.ordersParetoView))),
  'users-list': dynamic(() => embedOf(import('./users-list-view').then((file) => file.usersListView))),
  'user-summary': dynamic(() => embedOf(import('./user-summary-view').then((file) => file.userSummaryView))),
  'user-months': dynamic(() => embedOf(import('./user-months-view').then((file) => file.userMonthsView))),
  'user-ratings': dynamic(() => embedOf(import('./user-ratings-view').then((file) => file.userRatingsView))),
  'user-affinities': dynamic(() => embedOf(import('./user-affinities-view').then((file) => file.userAffinitiesView))),
  'user-newest': dynamic(() => embedOf(import('./user-newest-view').then((file) => file.userNewestView))),
  'engagement-funnel': dynamic(() =>
    embedOf(import('./engagement-funnel-view').then((file) => file.engagementFunnelView)),
  ),
  'engagement-devices': dynamic(() =>
    embedOf(import('./engagement-devices-view').then((file) => file.engagementDevicesView)),
  ),
  'engagement-clicks': dynamic(() =>
    embedOf(import('./engagement-clicks-view').then((file) => file.engagementClicksView)),
  ),
  'films-trending': dynamic(() => embedOf(import('./films-trending-view').then((file) => file.filmsTrendingView))),
  'lists-trending': dynamic(() => embedOf(import('./lists-trending-view').then((file) => file.listsTrendingView))),
  'ratings-distribution': dynamic(() =>
    embedOf(import('./ratings-distribution-view').then((file) => file.ratingsDistributionView)),
  ),
  'ratings-genres': dynamic(() => embedOf(import('./ratings-genres-view').then((file) => file.ratingsGenresView))),
  'ratings-over-time': dynamic(() =>
    embedOf(import('./ratings-over-time-view').then((file) => file.ratingsOverTimeView)),
  ),
  'films-top': dynamic(() => embedOf(import('./films-top-view').then((file) => file.filmsTopView))),
  'orders-boxplot': dynamic(() => embedOf(import('./orders-boxplot-view').then((file) => file.ordersBoxplotView))),
  'orders-3d': dynamic(() => embedOf(import('./orders-3d-view').then((file) => file.orders3dView))),
};

/** A stored panel alone in a frame, by its id. */
export function StoredEmbedOf({
  id,
  ...props
}: StoredEmbedProps<StoredAnswer<unknown>> & { readonly id: StoredPanelId }) {
  const Embed = embeds[id];
  return <Embed {...props} />;
}
