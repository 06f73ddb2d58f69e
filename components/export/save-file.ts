/** Hands a file to the browser's downloads. */
export function saveFile(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has begun by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** `lag-2026-11-27T03-15-00Z.png`: sorts by time and stands on every file system. */
export function fileName(panel: string, nowMs: number, ending: string): string {
  return `${panel}-${new Date(nowMs).toISOString().slice(0, 19).replaceAll(':', '-')}Z.${ending}`;
}
