'use client';

import { useTheme } from 'next-themes';
import { useEffect, useRef } from 'react';
import { slides } from './slides';
import 'reveal.js/reveal.css';
import './deck.css';

/** A slide is as a screen, or as a phone held upright: there nobody reads a screen at a third of its size. */
const slideSizes = { screen: { width: 1280, height: 720 }, phone: { width: 430, height: 760 } };
/** After so long the next frame is loaded, too. */
const patienceMs = 3_000;

/** The talk of this app: slides with live frames, which stay loaded while others are shown. */
export function Deck() {
  const root = useRef<HTMLDivElement>(null);
  const { resolvedTheme } = useTheme();
  const theme = useRef(resolvedTheme);
  useEffect(() => {
    const element = root.current;
    if (element === null) return;
    const stop = new AbortController();
    const upright = matchMedia('(max-aspect-ratio: 3/4)');
    const slideSize = () => (upright.matches ? slideSizes.phone : slideSizes.screen);
    let close = () => {};
    void import('reveal.js').then(async ({ default: Reveal }) => {
      if (stop.signal.aborted) return;
      const reveal = new Reveal(element, {
        ...{ ...slideSize(), margin: 0.03, center: false, hash: true, slideNumber: 'c/t' },
        // Data moves, chrome does not.
        ...{ transition: 'none', backgroundTransition: 'none', controlsTutorial: false },
        // All slides keep their layout: a frame that is shown again has its size and its curve.
        ...{ viewDistance: slides.length, mobileViewDistance: slides.length },
      });
      await reveal.initialize();
      close = () => reveal.destroy();
      upright.addEventListener('change', () => reveal.configure(slideSize()), { signal: stop.signal });
      const frames = [...element.querySelectorAll('iframe')];
      const first = reveal.getIndices().h;
      await watchFrames();
      // The frame in sight first, then one after the other: eight at once would make each of them late.
      for (const frame of [...frames.slice(first), ...frames.slice(0, first)])
        await load(frame, theme.current ?? 'auto', stop.signal);
    });
    return () => {
      stop.abort();
      close();
    };
  }, []);
  useEffect(() => {
    theme.current = resolvedTheme;
    for (const frame of root.current?.querySelectorAll('iframe') ?? [])
      frame.contentWindow?.postMessage({ type: 'set', params: { theme: resolvedTheme } }, location.origin);
  }, [resolvedTheme]);
  return (
    <div className="fixed inset-0 bg-surface text-text">
      <div ref={root} className="reveal">
        <div className="slides">
          {slides.map(({ heading, sentence, frame }) => (
            <section key={heading}>
              <div className="slide">
                <h2 className="font-medium text-32">{heading}</h2>
                <p className="mt-1 text-20 text-muted">{sentence}</p>
                <iframe
                  data-frame={`/embed/${frame}`}
                  data-streamscope=""
                  title={heading}
                  allow="fullscreen"
                  className="mt-6 min-h-0 w-full flex-1 rounded-8 border border-line bg-panel"
                />
              </div>
            </section>
          ))}
        </div>
      </div>
    </div>
  );
}

/** Puts the picture in the place of a frame that does not answer. */
function watchFrames(): Promise<void> {
  const script = document.createElement('script');
  script.src = '/embed.js';
  return new Promise((resolve) => {
    script.onload = () => resolve();
    script.onerror = () => resolve();
    document.head.append(script);
  });
}

/** Loads a frame; resolves when it is ready, or when it takes too long. */
function load(frame: HTMLIFrameElement, theme: string, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  const address = new URL(frame.dataset.frame!, location.origin);
  address.searchParams.set('theme', theme);
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, patienceMs);
    const done = () => {
      clearTimeout(timer);
      removeEventListener('message', hear);
      resolve();
    };
    const hear = (event: MessageEvent) => {
      if (event.source === frame.contentWindow && event.data?.type === 'ready') done();
    };
    addEventListener('message', hear);
    signal.addEventListener('abort', done);
    frame.src = address.href;
  });
}
