/** The top line of every page: where one is, and how the page looks. */
import { ActionIcon, Anchor, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePreferences } from '../state/preferences.ts';
import { AppearanceIcon, LogoIcon, PresenterIcon } from './icons.tsx';

interface HeaderProps {
  /** The page's own controls. */
  readonly children?: ReactNode;
}

export function Header({ children }: HeaderProps) {
  const { setColorScheme } = useMantineColorScheme();
  const other = useComputedColorScheme('light') === 'light' ? 'dark' : 'light';
  const { isPresenting, setPresenting } = usePreferences();
  return (
    <header className="pf-header">
      <Anchor href="#/" className="pf-logo" underline="never" aria-label="Partial Failure Playground, home">
        <LogoIcon />
        <span className="pf-logo-name">Partial Failure Playground</span>
      </Anchor>
      <div className="pf-header-middle">{children}</div>
      <ActionIcon
        variant={isPresenting ? 'filled' : 'default'}
        size="lg"
        aria-label="Presenter mode"
        title="Presenter mode: larger type for a projector"
        aria-pressed={isPresenting}
        onClick={() => setPresenting(!isPresenting)}
      >
        <PresenterIcon />
      </ActionIcon>
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={`Switch to the ${other} theme`}
        title={`Switch to the ${other} theme`}
        onClick={() => setColorScheme(other)}
      >
        <AppearanceIcon />
      </ActionIcon>
    </header>
  );
}
