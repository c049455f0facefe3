/** The shell: theme, and which page is shown. */
import { MantineProvider } from '@mantine/core';
import { lazy, Suspense, useEffect } from 'react';
import { usePlayground, type Opened } from '../state/playground.ts';
import { useAddress, useAddressWriter } from './address.ts';
import { HomePage } from './HomePage.tsx';
import { theme } from './theme.ts';

const importPatternPage = () => import('./PatternPage.tsx');
const PatternPage = lazy(importPatternPage);

function Opening({ title }: { readonly title: string }) {
  return <p className="pf-loading">Opening {title}…</p>;
}

function Page({ opened }: { readonly opened: Opened | null }) {
  if (!opened) return <HomePage />;
  return (
    <Suspense fallback={<Opening title={opened.pattern.title} />}>
      <PatternPage key={opened.pattern.id} opened={opened} />
    </Suspense>
  );
}

export function App() {
  useAddress();
  useAddressWriter();
  const opened = usePlayground((state) => state.opened);
  const awaited = usePlayground((state) => state.awaited);
  const isRead = usePlayground((state) => state.opening > 0);
  const isElsewhere = awaited !== null && awaited.id !== opened?.pattern.id;
  useEffect(() => {
    if (isElsewhere) void importPatternPage();
  }, [isElsewhere]);
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      {isElsewhere ? <Opening title={awaited.title} /> : isRead && <Page opened={opened} />}
    </MantineProvider>
  );
}
