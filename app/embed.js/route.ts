import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export const dynamic = 'force-static';

/** The script for pages that frame our panels, as it stands beside this file; read when the app is built. */
export async function GET(): Promise<Response> {
  const script = await readFile(join(process.cwd(), 'app/embed.js/picture-until-ready.js'), 'utf8');
  return new Response(script, {
    headers: {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=0, must-revalidate',
    },
  });
}
