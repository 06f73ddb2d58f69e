import { createContext } from 'react';
import type { LiveStore } from './live-store';

/** The live data of a page; null where there is none (a stored panel alone in a frame). */
export const LiveContext = createContext<LiveStore | null>(null);
