// <iframe data-streamscope src=".../embed/lag">: shows the panel's picture until the frame is ready, from the third
// second on. data-streamscope="lag.png" names a picture of your own.
for (const frame of document.querySelectorAll('iframe[data-streamscope]')) {
  const image = new Image();
  let timer;
  const wait = () => {
    if (!frame.src || timer) return;
    timer = setTimeout(replace, 3000);
    frame.contentWindow?.postMessage({ type: 'hello' }, '*');
  };
  const replace = () => {
    const url = new URL(frame.src);
    url.pathname = `${url.pathname.replace('/embed/', '/api/panels/')}.png`;
    for (const side of ['width', 'height']) if (frame[side] > 0) url.searchParams.set(side, frame[side]);
    image.src = frame.dataset.streamscope || url;
    image.alt = frame.title;
    image.style.cssText = `display:inline-block;width:${frame.clientWidth || frame.width}px;height:${frame.clientHeight || frame.height}px`;
    frame.after(image);
    frame.style.display = 'none';
  };
  addEventListener('message', ({ source, data }) => {
    if (source !== frame.contentWindow || data?.source !== 'streamscope') return;
    clearTimeout(timer);
    if (image.isConnected) frame.style.display = '';
    image.remove();
  });
  new MutationObserver(wait).observe(frame, { attributeFilter: ['src'] });
  wait();
}
