import { csvParseRows } from 'd3-dsv';
import { elementPicture } from './element-picture';
import { frozenPage } from './frozen-page';
import { fileName, saveFile } from './save-file';

/** Saves a panel of the page as PNG of twice its size. */
export async function savePicture(panel: string, element: HTMLElement): Promise<void> {
  saveFile(await elementPicture(element), fileName(panel, Date.now(), 'png'));
}

/** Saves an embed as one HTML file: its picture, the rows behind it and where they come from. */
export async function saveFrozenPage(panel: string, embed: HTMLElement, csv: string, source: string): Promise<void> {
  const [picture, response] = await Promise.all([elementPicture(embed), fetch(csv)]);
  if (!response.ok) throw new Error(`the rows could not be read (${response.status})`);
  const [columns = [], ...rows] = csvParseRows(await response.text());
  const [title, subtitle] = ['h2', 'figcaption p'].map(
    (part) => embed.querySelector(part)?.getAttribute('title') ?? '',
  );
  const now = new Date();
  const html = frozenPage({
    title: title || panel,
    subtitle: subtitle ?? '',
    picture: await dataAddress(picture),
    width: embed.clientWidth,
    facts: [
      ['Captured', now.toISOString()],
      ['Panel', panel],
      ['Source', source],
      ['Rows', String(rows.length)],
    ],
    columns,
    rows,
  });
  saveFile(new Blob([html], { type: 'text/html' }), fileName(panel, now.getTime(), 'html'));
}

const dataAddress = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
