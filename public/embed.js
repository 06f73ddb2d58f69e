// <iframe data-streamscope src=".../embed/lag">: shows the panel's picture where the frame is not ready within 3 s.
// data-streamscope="lag.png" names a picture of your own.
for (const frame of document.querySelectorAll('iframe[data-streamscope]')) {
  let timer;
  const hear = ({ source, data }) => {
    if (source === frame.contentWindow && data?.source === 'streamscope') stop();
  };
  const watch = () => {
    if (!frame.src || timer) return;
    timer = setTimeout(replace, 3000);
    frame.contentWindow?.postMessage({ type: 'hello' }, '*');
  };
  const stop = () => {
    clearTimeout(timer);
    watcher.disconnect();
    removeEventListener('message', hear);
  };
  const replace = () => {
    stop();
    const image = new Image(frame.width, frame.height);
    image.src = frame.dataset.streamscope || picture();
    image.alt = frame.title;
    image.style.cssText = frame.style.cssText;
    frame.replaceWith(image);
  };
  const picture = () => {
    const url = new URL(frame.src);
    url.pathname = `${url.pathname.replace('/embed/', '/api/panels/')}.png`;
    url.searchParams.set('width', frame.width || 640);
    url.searchParams.set('height', frame.height || 360);
    return url;
  };
  const watcher = new MutationObserver(watch);
  watcher.observe(frame, { attributes: true, attributeFilter: ['src'] });
  addEventListener('message', hear);
  watch();
}
