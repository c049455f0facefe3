/** The top line of every page: where one is, what is shown, and how it is shown. */
import { ActionIcon, Anchor, Menu, NativeSelect, Tooltip, useMantineColorScheme } from '@mantine/core';
import type { ReactNode } from 'react';
import { patterns } from '../patterns/index.ts';
import type { AnyPattern } from '../patterns/pattern.ts';
import { usePlayground } from '../state/playground.ts';
import { usePreferences } from '../state/preferences.ts';
import { AppearanceIcon, KeyboardIcon, LogoIcon, PresenterIcon, ShareIcon } from './icons.tsx';

interface HeaderProps {
  readonly children?: ReactNode;
}

/** Home, the page's own controls, and the theme. */
export function Header({ children }: HeaderProps) {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { isPresenting, setPresenting } = usePreferences();
  return (
    <header className="pf-header">
      <Anchor href="#/" className="pf-logo" underline="never">
        <LogoIcon />
        <span className="pf-logo-name">Partial Failure Playground</span>
      </Anchor>
      <div className="pf-header-middle">{children}</div>
      <Tooltip label="Presenter mode: larger type for a projector">
        <ActionIcon
          variant={isPresenting ? 'filled' : 'default'}
          size="lg"
          aria-label="Presenter mode"
          aria-pressed={isPresenting}
          onClick={() => setPresenting(!isPresenting)}
        >
          <PresenterIcon />
        </ActionIcon>
      </Tooltip>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size="lg" aria-label="Theme">
            <AppearanceIcon />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {(['light', 'dark', 'auto'] as const).map((scheme) => (
            <Menu.Item
              key={scheme}
              role="menuitemradio"
              aria-checked={scheme === colorScheme}
              onClick={() => setColorScheme(scheme)}
            >
              {scheme === 'auto' ? 'As the system' : scheme === 'light' ? 'Light' : 'Dark'}
              {scheme === colorScheme ? ' ✓' : ''}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </header>
  );
}

interface PatternHeaderProps {
  readonly pattern: AnyPattern;
  readonly presetId: string;
  readonly onShare: () => void;
  readonly onKeys: () => void;
}

/** The header of a pattern page: pattern and preset to choose from, sharing and the list of keys. */
export function PatternHeader({ pattern, presetId, onShare, onKeys }: PatternHeaderProps) {
  const openPreset = usePlayground((state) => state.openPreset);
  return (
    <Header>
      <NativeSelect
        aria-label="Pattern"
        value={pattern.id}
        onChange={(event) => {
          location.hash = `#/${event.currentTarget.value}`;
        }}
        data={patterns.map(({ id, title }) => ({ value: id, label: title }))}
      />
      <NativeSelect
        aria-label="Preset"
        className="pf-preset"
        value={presetId}
        onChange={(event) => {
          const preset = pattern.presets.find(({ id }) => id === event.currentTarget.value);
          if (preset) openPreset(pattern, preset);
        }}
        data={[
          ...(presetId === '' ? [{ value: '', label: 'your own scenario' }] : []),
          ...pattern.presets.map(({ id, title }) => ({ value: id, label: title })),
        ]}
      />
      <span className="pf-header-gap" />
      <Tooltip label="Share this run (S)">
        <ActionIcon variant="filled" size="lg" aria-label="Share" onClick={onShare}>
          <ShareIcon />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Keys (?)">
        <ActionIcon variant="default" size="lg" aria-label="Keyboard shortcuts" onClick={onKeys}>
          <KeyboardIcon />
        </ActionIcon>
      </Tooltip>
    </Header>
  );
}
