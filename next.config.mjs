// @ts-check
const gatewayUrl = (process.env.GATEWAY_URL || 'http://127.0.0.1:4010').replace(/\/$/, '');
const embedAncestors = process.env.EMBED_ANCESTORS;

const commonHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=()' },
];
const frameAncestors = (/** @type {string} */ sources) => ({
  key: 'Content-Security-Policy',
  value: `frame-ancestors ${sources}`,
});

/** @type {import('next').NextConfig} */
const nextConfig = {
  distDir: process.env.NEXT_DIST_DIR || '.next',
  poweredByHeader: false,
  skipTrailingSlashRedirect: true,
  allowedDevOrigins: ['127.0.0.1'],
  devIndicators: false,
  images: { unoptimized: true },
  // Types are checked by `npm test`; a build must neither repeat it nor write tsconfig.json.
  typescript: { ignoreBuildErrors: true },
  experimental: { strictRouteTypes: true },
  rewrites: async () => [
    { source: '/socket.io/', destination: `${gatewayUrl}/socket.io/` },
    { source: '/socket.io/:path*', destination: `${gatewayUrl}/socket.io/:path*` },
  ],
  headers: async () => [
    { source: '/:path*', headers: commonHeaders },
    { source: '/((?!embed/).*)', headers: [frameAncestors("'self'")] },
    // Without a list no header at all: even `*` would refuse a deck opened from file://.
    ...(embedAncestors ? [{ source: '/embed/:path*', headers: [frameAncestors(embedAncestors)] }] : []),
  ],
};

export default nextConfig;
