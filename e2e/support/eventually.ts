/** Asks `probe` again and again until it gives something other than null, undefined or false. The error tells `what` and the last answer. */
export async function eventually<T>(
  what: string,
  probe: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  limits: { withinMs: number; everyMs?: number; describe?: () => string } = { withinMs: 30_000 },
): Promise<T> {
  const deadline = Date.now() + limits.withinMs;
  let failure: unknown = null;
  for (;;) {
    try {
      const answer = await probe();
      if (answer !== null && answer !== undefined && answer !== false) return answer;
      failure = null;
    } catch (error) {
      failure = error;
    }
    if (Date.now() > deadline) {
      const seen = limits.describe === undefined ? '' : `: ${limits.describe()}`;
      throw new Error(`not within ${limits.withinMs} ms: ${what}${seen}`, { cause: failure });
    }
    await new Promise((resolve) => setTimeout(resolve, limits.everyMs ?? 50));
  }
}
