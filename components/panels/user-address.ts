/** Address of a user's page; what else it says is kept. `.` and `..` mean other things in addresses, whatever their spelling. */
export function userAddress(user: string, search = ''): string {
  const path = /^\.{1,2}$/.test(user) ? `~${user}` : user.startsWith('~') ? `~${user}` : user;
  return `/users/${encodeURIComponent(path)}${search === '' ? '' : `?${search}`}`;
}

/** Reads the last part of what `userAddress` writes, as it stands in the address; null for what cannot be decoded. */
export function userOfAddress(part: string): string | null {
  try {
    const path = decodeURIComponent(part);
    return path.startsWith('~') ? path.slice(1) : path;
  } catch {
    return null;
  }
}
