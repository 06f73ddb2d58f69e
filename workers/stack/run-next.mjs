// Runs Next's command line as a child of the supervisor: it ends with the supervisor's channel, and keeps the command
// line by which a later start recognises it (Next would put a title of its own in its place).
const [, , dataDirectory, ...args] = process.argv;
process.on('disconnect', () => process.exit(0));
process.channel?.unref();
Object.defineProperty(process, 'title', { get: () => `streamscope-web ${dataDirectory}`, set: () => undefined });
process.argv.splice(1, process.argv.length - 1, 'next', ...args);
await import('next/dist/bin/next');
