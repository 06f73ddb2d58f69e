/** What every stored panel answers: `/api/panels/<panel>.json`, pages and embeds read the same shape. */
export interface StoredAnswer<Row> {
  readonly panel: string;
  readonly title: string;
  readonly unit: string;
  /** UTC, ISO 8601: when the database was asked. */
  readonly generatedAt: string;
  /** As they were resolved. */
  readonly filters: object;
  /** What the chart draws, the table shows and the CSV holds. */
  readonly rows: readonly Row[];
}

/** Periods that end with the running hour. */
export const storedWindows = ['24h', '7d', '28d', '90d'] as const;
export type StoredWindow = (typeof storedWindows)[number];

/** UTC, ISO 8601; `to` is exclusive. */
export interface UtcRange {
  readonly from: string;
  readonly to: string;
}

/** Why a panel has no answer; `parameter` names the one that is wrong. */
export interface PanelFault {
  readonly code: string;
  readonly parameter: string | null;
  readonly message: string;
}

/** Every error of the panels' API. */
export interface PanelError {
  readonly error: PanelFault;
}

/** What a page or embed starts with. */
export type Loaded<Answer> =
  | { readonly answer: Answer; readonly error: null }
  | { readonly answer: null; readonly error: PanelFault };
