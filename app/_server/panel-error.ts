import type { PanelError } from '@/lib/contracts/orders-panels';
import { UnanswerableQuestion } from '@/lib/db/unanswerable-question';

/** Prisma and socket errors that mean: PostgreSQL is not there, not ready, or overrun. */
const unavailable = /\b(P1\d{3}|P2024|P2028|ECONN\w+|ETIMEDOUT|57P0\d|53300|42P01)\b|connection|timeout|Can't reach/i;

/** What a failed question tells the person who asked; server text never leaves the process. */
export function describePanelError(error: unknown): { status: number; body: PanelError } {
  if (error instanceof UnanswerableQuestion)
    return {
      status: 400,
      body: { error: { code: 'BAD_PARAMETER', parameter: error.parameter, message: error.message } },
    };
  const text = `${(error as { code?: unknown } | null)?.code ?? ''} ${error instanceof Error ? error.message : ''}`;
  console.error('panel question failed:', error);
  return unavailable.test(text)
    ? {
        status: 503,
        body: {
          error: {
            code: 'DATABASE_UNAVAILABLE',
            parameter: null,
            message: 'PostgreSQL does not answer. Stored figures are back as soon as it does.',
          },
        },
      }
    : {
        status: 500,
        body: {
          error: {
            code: 'INTERNAL',
            parameter: null,
            message: 'The question failed; the log of the web process says why.',
          },
        },
      };
}
