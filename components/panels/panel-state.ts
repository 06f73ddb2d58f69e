/** What a panel is in. Exactly one holds; the chip says which, the size and the menu never change with it. */
export type PanelState =
  | { readonly kind: 'loading' }
  /** The rest of the window is still read; `share` 0..1. */
  | { readonly kind: 'backfilling'; readonly share: number }
  | { readonly kind: 'live'; readonly ageMs: number }
  | { readonly kind: 'paused'; readonly forMs: number; readonly buffered: number }
  /** Measured, and nothing happens: a true zero. */
  | { readonly kind: 'idle'; readonly forMs: number | null }
  /** The question has no rows. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'stale'; readonly ageMs: number }
  | { readonly kind: 'reconnecting'; readonly attempt: number }
  /** Shows a moment and takes nothing new; Unix ms. */
  | { readonly kind: 'frozen'; readonly capturedAtMs: number }
  | { readonly kind: 'error'; readonly sentence: string; readonly id: string }
  /** Answered by the database `ageMs` ago. */
  | { readonly kind: 'stored'; readonly ageMs: number };

export type PanelStateKind = PanelState['kind'];
