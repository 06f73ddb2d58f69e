import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge'];
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A Chromium of this system: the one `given`, else one in `folders`, else in the usual places; null if there is none. */
export function findBrowser(options: { readonly given: string; readonly folders: readonly string[] }): string | null {
  if (options.given !== '') return isProgram(options.given) ? options.given : null;
  const candidates = names.flatMap((name) => options.folders.map((folder) => join(folder, name)));
  return [...candidates, ...applications].find(isProgram) ?? null;
}
