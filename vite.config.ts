// How the playground is built and unit-tested. The base is relative, so `dist/` works under any path of any static server.
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self' 'unsafe-inline'", // Mantine writes its variables and responsive rules into <style> elements.
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The development server injects inline scripts, so only the built page carries the policy. */
const contentSecurity: Plugin = {
  name: 'content-security',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
      injectTo: 'head-prepend',
    },
  ],
};

export default defineConfig({
  base: './',
  plugins: [react(), contentSecurity],
  worker: { format: 'es' },
  build: { target: 'es2023', manifest: true },
  test: {
    environment: 'node',
    include: ['src/**/*.test.{ts,tsx}'],
    testTimeout: 60_000,
    // No module keeps state between runs, so test files can share them; loading them anew takes as long as a third of the tests.
    isolate: false,
    maxWorkers: '100%',
  },
});
