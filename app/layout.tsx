import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { ThemeProvider } from '@/components/ui/theme-provider';
import { geist, geistMono } from './fonts';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Streamscope', template: '%s · Streamscope' },
  description: 'What flows through Kafka, live: throughput, latency, lag and errors, stored exactly once.',
};

export const viewport: Viewport = { width: 'device-width', initialScale: 1 };

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={`${geist.variable} ${geistMono.variable}`} suppressHydrationWarning>
      <body>
        <ThemeProvider>{children}</ThemeProvider>
      </body>
    </html>
  );
}
