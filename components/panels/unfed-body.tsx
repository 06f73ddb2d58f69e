import { EmptyBody } from './empty-body';
import type { LivePanelId } from './live-panel-kinds';

const bodies: Partial<Record<LivePanelId, Parameters<typeof EmptyBody>[0]>> = {
  rmse: {
    title: 'Nobody publishes rmse yet',
    sentence: 'The ratings worker does, every 10 s, while ratings arrive. Start some:',
    command: 'npx streamscope produce ratings --duration-seconds 60',
  },
  external: {
    title: 'Nobody publishes metrics of their own yet',
    sentence: 'What jobs write to the topic metrics appears here. Write one:',
    command: `echo '{"value":{"metric":"rmse","value":0.87,"timestamp":'$(date +%s000)'}}' | npx streamscope replay - --topic metrics`,
  },
};

/** What stands in place of a panel that nobody feeds: why, and the command that changes it. */
export function UnfedBody({ id }: { id: LivePanelId }) {
  const body = bodies[id];
  return body === undefined ? null : <EmptyBody {...body} />;
}
