import { csvAddress, frameTag, pictureAddress, revealSection } from '@/components/prepare/share-snippets';

export const shareWays = ['link', 'iframe', 'reveal', 'notion', 'png', 'csv', 'html'] as const;
export type ShareWay = (typeof shareWays)[number];

export const wayTitles: Readonly<Record<ShareWay, string>> = {
  link: 'Link',
  iframe: 'iframe',
  reveal: 'reveal.js',
  notion: 'Notion and PowerPoint',
  png: 'PNG',
  csv: 'CSV',
  html: 'Frozen HTML',
};

export interface WayOut {
  /** What is copied; null: there is nothing to copy, only to save. */
  readonly snippet: string | null;
  readonly copy: string;
  readonly note: string;
}

/** What one way of sharing hands out. `pictures`: this server can draw. */
export function wayOut(
  way: ShareWay,
  shared: {
    readonly address: string;
    readonly title: string;
    readonly width: number;
    readonly height: number;
    readonly filters: readonly string[];
    readonly pictures: boolean;
  },
): WayOut {
  switch (way) {
    case 'link':
      return { snippet: shared.address, copy: 'Copy link', note: 'Opens the panel alone, as wide as the window.' };
    case 'iframe':
      return {
        snippet: frameTag(shared),
        copy: 'Copy iframe',
        note: 'The title is read aloud by screen readers. loopback-network lets the browser show an address of this computer.',
      };
    case 'reveal':
      return {
        snippet: revealSection(shared),
        copy: 'Copy slide',
        note: 'The frame stays loaded while other slides are shown. Where it is not ready within 3 s, embed.js shows its PNG.',
      };
    case 'notion':
      return {
        snippet: shared.address,
        copy: 'Copy address',
        note: 'Notion: /embed, then this address. PowerPoint: the add-in Web Viewer, then this address. Both need https; printed and exported slides stay blank, so put the PNG behind the frame.',
      };
    case 'png':
      return {
        snippet: shared.pictures ? pictureAddress(shared) : null,
        copy: 'Copy address',
        note: shared.pictures
          ? 'Drawn anew each time it is loaded, at two pixels a pixel. Save PNG draws it here.'
          : 'Save PNG draws it here. For an address that is drawn anew each time, the server needs Chromium or Chrome.',
      };
    case 'csv':
      return {
        snippet: csvAddress(shared.address, shared.filters),
        copy: 'Copy address',
        note: 'The rows that the panel draws, exact, with the same filters. Text that a spreadsheet would run is quoted.',
      };
    case 'html':
      return {
        snippet: null,
        copy: '',
        note: 'One file without a script that asks nobody for anything: the picture, the rows behind it, filters and capture time. For mail, Notion uploads and the archive.',
      };
  }
}
