/** `2026-11-27 08:44 UTC`, of an ISO time in UTC. */
export const utcMinute = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')} UTC`;
