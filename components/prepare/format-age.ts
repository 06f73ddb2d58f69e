const noBreakSpace = '\u00a0';

/** `0.4 s`, `12 s`, `4 min`, `3 h`, `2 d`: one decimal below 10 s, whole above. */
export function formatAge(ageMs: number): string {
  const seconds = Math.max(0, ageMs) / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)}${noBreakSpace}s`;
  if (seconds < 120) return `${Math.round(seconds)}${noBreakSpace}s`;
  if (seconds < 7_200) return `${Math.floor(seconds / 60)}${noBreakSpace}min`;
  if (seconds < 172_800) return `${Math.floor(seconds / 3600)}${noBreakSpace}h`;
  return `${Math.floor(seconds / 86_400)}${noBreakSpace}d`;
}

/** `2:56`, `1:02:03`; `pad` gives `00:12`. */
export function formatSpan(spanMs: number, options: { pad?: boolean } = {}): string {
  const seconds = Math.max(0, Math.floor(spanMs / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  if (hours > 0) return `${hours}:${two(minutes)}:${two(seconds % 60)}`;
  return `${options.pad ? two(minutes) : minutes}:${two(seconds % 60)}`;
}
