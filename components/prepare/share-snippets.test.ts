import { describe, expect, it } from 'vitest';
import { csvAddress, escapeHtml, frameTag, pictureAddress, revealSection } from './share-snippets';

const address = 'http://localhost:3000/embed/orders-heatmap?theme=light&channel=web&channel=store';
const choice = { address, title: 'Revenue by "weekday" & hour', width: 640, height: 360 };

describe('snippets', () => {
  it('give a frame whose values cannot leave their attributes', () => {
    expect(frameTag(choice)).toBe(
      '<iframe src="http://localhost:3000/embed/orders-heatmap?theme=light&amp;channel=web&amp;channel=store" width="640" height="360" title="Revenue by &quot;weekday&quot; &amp; hour" allow="fullscreen; loopback-network; local-network" style="border:0"></iframe>',
    );
    expect(escapeHtml('"><script>')).toBe('&quot;&gt;&lt;script&gt;');
  });

  it('give a slide that loads ahead and falls back to its picture', () => {
    const slide = revealSection(choice);
    expect(slide).toContain('data-preload data-streamscope');
    expect(slide).toContain('<script src="http://localhost:3000/embed.js" async></script>');
  });

  it('give the picture with its size, and the rows with the filters alone', () => {
    expect(pictureAddress(choice)).toBe(
      'http://localhost:3000/api/panels/orders-heatmap.png?theme=light&channel=web&channel=store&width=640&height=360',
    );
    expect(csvAddress(address, ['channel'])).toBe(
      'http://localhost:3000/api/panels/orders-heatmap.csv?channel=web&channel=store',
    );
    expect(csvAddress(address, [])).toBe('http://localhost:3000/api/panels/orders-heatmap.csv');
  });
});
