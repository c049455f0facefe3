/** The shell: theme, and which page is shown. */
import { MantineProvider } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { usePlayground } from '../state/playground.ts';
import { useAddress, useAddressWriter } from './address.ts';
import { HomePage } from './HomePage.tsx';
import { theme } from './theme.ts';

const PatternPage = lazy(() => import('./PatternPage.tsx'));

export function App() {
  useAddress();
  useAddressWriter();
  const opened = usePlayground((state) => state.opened);
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      {opened ? (
        <Suspense fallback={<p className="pf-loading">Opening {opened.pattern.title}…</p>}>
          <PatternPage key={opened.pattern.id} opened={opened} />
        </Suspense>
      ) : (
        <HomePage />
      )}
    </MantineProvider>
  );
}
