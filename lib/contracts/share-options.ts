/** An address beside the one in the browser; `origin` null: none is known. */
export interface ShareAddress {
  readonly kind: 'lan' | 'tunnel';
  readonly origin: string | null;
  /** false: nothing answers there. */
  readonly works: boolean;
}

/** `/api/share`: what the share dialog can offer. */
export interface ShareOptions {
  /** Panels can be had as PNG by their address. */
  readonly pictures: boolean;
  readonly addresses: readonly ShareAddress[];
}

/** Answer of `POST /api/snapshots`. */
export interface CapturedSnapshot {
  readonly id: string;
  /** UTC, ISO 8601. */
  readonly capturedAt: string;
  /** Path of the embed that shows it. */
  readonly path: string;
  /** Of older snapshots that went for this one. */
  readonly dropped: number;
  /** So many are kept. */
  readonly keeps: number;
}
