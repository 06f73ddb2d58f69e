/** What an embed tells the page around it. */
export interface EmbedMessage {
  readonly source: 'streamscope';
  readonly v: 1;
  readonly type: 'ready' | 'state' | 'size';
  readonly panel: string;
  readonly state: string;
  /** Of the frame, px. */
  readonly height: number;
}

/** What the page around an embed may ask of it. A value of null takes the parameter away. */
export type HostMessage =
  | { readonly type: 'set'; readonly parameters: Readonly<Record<string, string | null>> }
  | { readonly type: 'freeze' }
  /** Say again that the panel is ready: the asker came late. */
  | { readonly type: 'hello' }
  | { readonly type: 'away'; readonly away: boolean };

const longestValue = 200;

/** The message in what a host posted; null for everything that is none, and for a `set` without a name of `allowed`. */
export function readHostMessage(data: unknown, allowed: readonly string[]): HostMessage | null {
  // As reveal.js posts them.
  if (data === 'slide:stop' || data === 'slide:start') return { type: 'away', away: data === 'slide:stop' };
  if (typeof data !== 'object' || data === null) return null;
  const { type, params } = data as { type?: unknown; params?: unknown };
  if (type === 'freeze' || type === 'hello') return { type };
  if (type !== 'set' || typeof params !== 'object' || params === null) return null;
  const parameters = Object.entries(params).flatMap(([name, value]) => {
    const text = typeof value === 'number' ? String(value) : value;
    const fits = text === null || (typeof text === 'string' && text.length <= longestValue);
    return fits && allowed.includes(name) ? [[name, text] as const] : [];
  });
  return parameters.length === 0 ? null : { type: 'set', parameters: Object.fromEntries(parameters) };
}

/** `search` with what a `set` changes; a name given several times becomes one. */
export function searchAfter(search: string, parameters: Readonly<Record<string, string | null>>): string {
  const next = new URLSearchParams(search);
  for (const [name, value] of Object.entries(parameters))
    if (value === null) next.delete(name);
    else next.set(name, value);
  return next.size === 0 ? '' : `?${next}`;
}
