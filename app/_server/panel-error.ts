import { NoBrowser, PictureTimeout } from '@/lib/browser/picture-errors';
import type { PanelError } from '@/lib/contracts/stored-answer';
import { UnanswerableQuestion } from '@/lib/db/unanswerable-question';
import { StillCounting } from './aged-answers';
import { GatewayUnavailable } from './panel-live';

/** Prisma and socket errors that mean: PostgreSQL is not there, not ready, or overrun. */
const unavailable = /\b(P1\d{3}|P2024|P2028|ECONN\w+|ETIMEDOUT|57P0\d|53300|42P01)\b|connection|timeout|Can't reach/i;

/** What a failed question tells the person who asked; server text never leaves the process. */
export function describePanelError(error: unknown): { status: number; body: PanelError } {
  if (error instanceof UnanswerableQuestion)
    return {
      status: 400,
      body: { error: { code: 'BAD_PARAMETER', parameter: error.parameter, message: error.message } },
    };
  if (error instanceof GatewayUnavailable)
    return {
      status: 503,
      body: fault('GATEWAY_UNAVAILABLE', 'The gateway does not answer. The panel is back when it is.'),
    };
  if (error instanceof NoBrowser)
    return {
      status: 404,
      body: fault(
        'NO_BROWSER',
        'There is no browser here that could draw: install Chromium or Chrome, or name one with CHROMIUM_PATH, and start again.',
      ),
    };
  if (error instanceof PictureTimeout)
    return { status: 503, body: fault('PICTURE_TIMEOUT', 'The picture was not drawn in time; try again.') };
  if (error instanceof StillCounting)
    return {
      status: 503,
      body: fault(
        'STILL_COUNTING',
        'So long a window takes a while to count. The panel appears as soon as it is done.',
      ),
    };
  const code = String((error as { code?: unknown } | null)?.code ?? '');
  const message = error instanceof Error ? error.message : String(error);
  if (unavailable.test(`${code} ${message}`)) {
    console.error(`panel question failed: PostgreSQL does not answer (${code || message.split('\n')[0]})`);
    return {
      status: 503,
      body: fault('DATABASE_UNAVAILABLE', 'PostgreSQL does not answer. The panel is back when it is.'),
    };
  }
  console.error('panel question failed:', error);
  return { status: 500, body: fault('INTERNAL', 'The question failed; the log of the web process says why.') };
}

const fault = (code: string, message: string): PanelError => ({ error: { code, parameter: null, message } });
