import type { StreamName } from '@/lib/contracts/streams';

/** A parameter of a panel's address, beside those every embed knows (theme, title, bg). */
export interface PanelParameter {
  readonly name: string;
  /** `filter` changes the answer; `look` only how it is drawn. */
  readonly kind: 'filter' | 'look';
  readonly description: string;
  /** Allowed values, first = default; absent = free text that the panel checks. */
  readonly values?: readonly string[];
}

export interface PanelEntry {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly source: 'live' | 'stored';
  /** Of a stored panel: the pipeline whose events change it. */
  readonly stream?: StreamName;
  readonly parameters: readonly PanelParameter[];
  /** Pixels an embed of it is made for. */
  readonly defaultSize: { readonly width: number; readonly height: number };
  /** Of its files in a report, without ending; else made of the id. */
  readonly fileName?: string;
  /** One sentence: what it shows and how it is computed. */
  readonly explanation: string;
}

/** A parameter that changes the answer. */
export const filter = (name: string, description: string, values?: readonly string[]): PanelParameter => ({
  ...{ name, kind: 'filter', description },
  ...(values !== undefined && { values }),
});
