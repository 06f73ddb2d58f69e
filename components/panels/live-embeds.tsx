'use client';

import dynamic from 'next/dynamic';

/** A live panel alone in a frame; frames of stored panels load none of its code. */
export const LiveEmbedOf = dynamic(() => import('./live-embed').then((module) => module.LiveEmbed));
