/** Names as in the summary that scripts read. Milliseconds are null before the first acknowledgement. */
export interface ProduceFigures {
  readonly sent_ok: number;
  readonly sent_error: number;
  readonly throughput_eps: number;
  readonly avg_ack_ms: number | null;
  readonly ack_p95_ms: number | null;
  readonly duration_s: number;
  readonly rejected_sends: number;
  /** Of an earlier run, from its outbox. */
  readonly leftovers_sent: number;
  /** Taken so far by topic. */
  readonly events: Readonly<Record<string, number>>;
}

const milliseconds = (value: number | null): string => (value === null ? '-' : value.toFixed(1));

export const progressText = (figures: ProduceFigures): string =>
  [
    `${figures.duration_s.toFixed(1)} s`,
    `sent_ok ${figures.sent_ok}`,
    `sent_error ${figures.sent_error}`,
    `throughput_eps ${figures.throughput_eps.toFixed(1)}`,
    `avg_ack_ms ${milliseconds(figures.avg_ack_ms)}`,
    `p95 ${milliseconds(figures.ack_p95_ms)}`,
    ...countsOf(figures),
  ].join('  ');

/** Where events go to several topics: how many to each. */
const countsOf = ({ events }: ProduceFigures): readonly string[] =>
  Object.keys(events).length < 2 ? [] : Object.entries(events).map(([topic, count]) => `${topic} ${count}`);

/** `kept`: how many wait in the outbox for the next run. */
export const summaryText = (
  figures: ProduceFigures,
  what: { readonly producer: string; readonly topic: string; readonly seed: string },
  kept: number,
): string =>
  [
    `producer        ${what.producer}`,
    `topic           ${what.topic}`,
    `seed            ${what.seed}`,
    `duration_s      ${figures.duration_s.toFixed(2)}`,
    `sent_ok         ${figures.sent_ok}`,
    `sent_error      ${figures.sent_error}`,
    `throughput_eps  ${figures.throughput_eps.toFixed(1)}`,
    `avg_ack_ms      ${milliseconds(figures.avg_ack_ms)}`,
    `ack_p95_ms      ${milliseconds(figures.ack_p95_ms)}`,
    ...countsOf(figures).map((text) => `events          ${text}`),
    ...(figures.leftovers_sent === 0 ? [] : [`leftovers_sent  ${figures.leftovers_sent} of an earlier run`]),
    ...(kept === 0 ? [] : [`kept            ${kept} wait in the outbox: the next run sends them first`]),
  ].join('\n');
