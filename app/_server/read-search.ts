/** `searchParams` of a page as the browser wrote them. */
export async function readSearch(
  searchParams: Promise<Readonly<Record<string, string | readonly string[] | undefined>>>,
): Promise<URLSearchParams> {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(await searchParams))
    for (const one of [value].flat()) if (one !== undefined) search.append(name, one);
  return search;
}
