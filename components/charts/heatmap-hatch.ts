/** Not measured: lines at 45°, 5 apart. */
export const hatch = {
  backgroundImage: 'repeating-linear-gradient(-45deg, var(--neutral) 0 1px, transparent 1px 5px)',
} as const;
