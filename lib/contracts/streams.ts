import type { TopicName } from './topics';

/** The pipelines that are aggregated, in the order they are shown. Adding one starts here. */
export const streamNames = ['orders'] as const;
export type StreamName = (typeof streamNames)[number];

export interface StreamInfo {
  readonly name: StreamName;
  readonly title: string;
  readonly topics: readonly TopicName[];
}

export const streams: Record<StreamName, StreamInfo> = {
  orders: { name: 'orders', title: 'Orders', topics: ['orders'] },
};
