const scale = 1_000_000_000n;

/** `part / whole` rounded half up to nine places without passing through a float; 0 of nothing is 0. Both >= 0. */
export function exactShare(part: bigint, whole: bigint): number {
  if (whole === 0n) return 0;
  return Number((part * scale * 2n + whole) / (whole * 2n)) / Number(scale);
}

/** Ten-thousandths of a currency unit as a decimal with four places: 12345 is `1.2345`. */
export function decimalOfTenThousandths(amount: bigint): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(5, '0');
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`;
}
