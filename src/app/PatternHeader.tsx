/** The header of a pattern page: pattern and preset to choose from, sharing and the list of keys. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { cards } from '../patterns/cards.ts';
import type { AnyPattern } from '../patterns/pattern.ts';
import { usePlayground } from '../state/playground.ts';
import { ListSelect } from '../ui/ListSelect.tsx';
import { Header } from './Header.tsx';
import { KeyboardIcon, ShareIcon } from './icons.tsx';

interface PatternHeaderProps {
  readonly pattern: AnyPattern;
  readonly presetId: string;
  readonly onShare: () => void;
  readonly onKeys: () => void;
}

export function PatternHeader({ pattern, presetId, onShare, onKeys }: PatternHeaderProps) {
  const openPreset = usePlayground((state) => state.openPreset);
  return (
    <Header>
      <ListSelect
        aria-label="Pattern"
        value={pattern.id}
        onChoose={(id) => {
          location.hash = `#/${id}`;
        }}
        data={cards.map(({ id, title }) => ({ value: id, label: title }))}
      />
      <ListSelect
        aria-label="Preset"
        className="pf-preset"
        value={presetId}
        onChoose={(chosen) => {
          const preset = pattern.presets.find(({ id }) => id === chosen);
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
