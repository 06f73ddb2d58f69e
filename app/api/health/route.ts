import { readHealth } from '@/app/_server/health-report';

export const dynamic = 'force-dynamic';

/** JSON twin of /status: 200 when ready, 503 with the reasons when not. */
export async function GET(): Promise<Response> {
  const report = await readHealth();
  return Response.json(report, { status: report.ready ? 200 : 503, headers: { 'cache-control': 'no-store' } });
}
