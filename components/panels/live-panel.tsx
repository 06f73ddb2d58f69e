'use client';

import dynamic from 'next/dynamic';
import type { streamKinds } from '@/components/prepare/stream-kinds';
import type { LivePanelProps } from './live-panel-frame';
import type { LivePanelId } from './live-panel-kinds';
import { chartOf, type LoadedPanel, specialPanels } from './load-live-panels';

const streamChart = (id: keyof typeof streamKinds): LoadedPanel =>
  dynamic(() => chartOf(import('@/components/prepare/stream-kinds').then((file) => file.streamKinds[id])));

/** A page shows many: all kinds in one piece weigh less than one by one. */
const livePanels: Readonly<Record<LivePanelId, LoadedPanel>> = {
  ...specialPanels,
  throughput: streamChart('throughput'),
  'ack-latency': streamChart('ack-latency'),
  'end-to-end-latency': streamChart('end-to-end-latency'),
  lag: streamChart('lag'),
  errors: streamChart('errors'),
};

/** A live panel on a page. */
export function LivePanel(props: LivePanelProps) {
  const Panel = livePanels[props.id];
  return <Panel {...props} />;
}
