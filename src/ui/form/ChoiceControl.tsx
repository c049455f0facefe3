/** One of a few named options: segments while they fit, else a list. */
import { SegmentedControl } from '@mantine/core';
import { useId, useMemo } from 'react';
import type { ChoiceParam } from '../../patterns/params.ts';
import type { ControlProps } from './control.ts';
import { ListSelect } from '../ListSelect.tsx';
import { ControlHead } from './ControlHead.tsx';
import { choiceLayout } from './formParts.ts';

export function ChoiceControl({ id, spec, value, locked, onChange }: ControlProps<ChoiceParam>) {
  const dom = useId();
  const layout = choiceLayout(spec);
  const data = useMemo(
    () => Object.entries(spec.options).map(([option, label]) => ({ value: option, label })),
    [spec],
  );
  const choose = (next: string) => onChange(id, next, 'done');
  const named = { value: String(value), disabled: locked, 'aria-describedby': `${dom}help` };
  const segments = (
    <SegmentedControl
      {...named}
      className="param-segments"
      size="xs"
      data={data}
      fullWidth={layout === 'below'}
      transitionDuration={0}
      aria-labelledby={`${dom}name`}
      onChange={choose}
    />
  );
  return (
    <div className="param" data-changed={value !== spec.default || undefined}>
      <ControlHead
        spec={spec}
        controlId={layout === 'list' ? `${dom}list` : null}
        nameId={`${dom}name`}
        helpId={`${dom}help`}
        onReset={value === spec.default || locked ? null : () => choose(spec.default)}
      >
        {layout === 'beside' && segments}
        {layout === 'list' && (
          <ListSelect {...named} className="param-list" id={`${dom}list`} data={data} onChoose={choose} />
        )}
      </ControlHead>
      {layout === 'below' && segments}
    </div>
  );
}
