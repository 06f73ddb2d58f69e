import { findPanel } from '@/components/panels/registry';
import { readEmbedParameters } from '@/components/prepare/embed-parameters';
import { findBrowser } from '@/lib/browser/find-browser';
import { PictureBrowser } from '@/lib/browser/picture-browser';
import { NoBrowser } from '@/lib/browser/picture-errors';
import { programFolders } from '@/lib/config/program-folders';
import { UnanswerableQuestion } from '@/lib/db/unanswerable-question';
import { utcMinute } from '@/lib/domain/utc-minute';
import { dependencies } from './dependencies';

const kept = globalThis as typeof globalThis & { streamscopePictures?: PictureBrowser | null };

/** One browser per process, also across the module reloads of `next dev`; null where there is none to start. */
function pictures(): PictureBrowser | null {
  if (kept.streamscopePictures === undefined) {
    const given = dependencies().settings.chromiumPath;
    const executablePath = findBrowser({ given, folders: programFolders() });
    kept.streamscopePictures = executablePath === null ? null : new PictureBrowser({ executablePath });
  }
  return kept.streamscopePictures;
}

/** true where panels can be had as PNG. */
export const canDraw = (): boolean => pictures() !== null;

const sides = { width: { least: 160, most: 1_920 }, height: { least: 90, most: 1_200 } };

/**
 * A panel, or `board`, as PNG of twice `width` x `height` (CSS pixels; default: the panel's own size). Other parameters
 * are those of its embed; the time of drawing is its `stamp` where none is given. Throws `NoBrowser`, `PictureTimeout` and
 * `UnanswerableQuestion` naming the parameter.
 */
export async function drawPanel(panel: string, search: URLSearchParams): Promise<Buffer> {
  const browser = pictures();
  if (browser === null) throw new NoBrowser('no Chromium found');
  const size = findPanel(panel)?.defaultSize ?? { width: 1280, height: 720 };
  const [width, height] = [side('width', search, size.width), side('height', search, size.height)];
  const [warning] = readEmbedParameters(Object.fromEntries(search), { live: false }).warnings;
  if (warning !== undefined) throw new UnanswerableQuestion(warning.split(' ')[0]!, `${warning}.`);
  const rest = new URLSearchParams([...search].filter(([name]) => !Object.hasOwn(sides, name)));
  if (!rest.has('theme')) rest.set('theme', 'light');
  if (!rest.has('stamp')) rest.set('stamp', utcMinute(new Date().toISOString()));
  rest.set('motion', '0');
  const { port } = dependencies().settings;
  return browser.draw({ address: `http://127.0.0.1:${port}/embed/${panel}?${rest}`, width, height });
}

function side(name: keyof typeof sides, search: URLSearchParams, fallback: number): number {
  const given = search.get(name);
  if (given === null) return fallback;
  const { least, most } = sides[name];
  const pixels = Number(given);
  if (!/^\d{2,4}$/.test(given) || pixels < least || pixels > most)
    throw new UnanswerableQuestion(name, `${name} must be a whole number of pixels from ${least} to ${most}.`);
  return pixels;
}
