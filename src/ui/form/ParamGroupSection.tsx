/** One group of controls under a heading that folds it away, with its seldom needed ones behind "more". */
import { useId, useState } from 'react';
import type { AnyParamValues, ParamGroup, ParamSpec, ParamSpecs, ParamValue } from '../../patterns/params.ts';
import { ChevronIcon, LockIcon } from '../icons.tsx';
import type { ParamChange } from './control.ts';
import { offered, partsOf } from './formParts.ts';
import { GROUP_LOOKS } from './groupLooks.ts';
import { ParamControl } from './ParamControl.tsx';

export interface ParamGroupSectionProps {
  readonly group: ParamGroup;
  readonly specs: ParamSpecs;
  readonly values: AnyParamValues;
  readonly locked: boolean;
  readonly onChange: ParamChange;
}

export function ParamGroupSection({ group, specs, values, locked, onChange }: ParamGroupSectionProps) {
  const dom = useId();
  const [isOpen, setOpen] = useState(true);
  const [wantsMore, setWantsMore] = useState<boolean | null>(null);
  const { basic, advanced, changed, isAdvancedChanged } = partsOf(group, specs, values);
  if (basic.length + advanced.length === 0) return null;

  const hasMore = wantsMore ?? isAdvancedChanged;
  const { word, meaning, Icon } = GROUP_LOOKS[group];
  const control = (id: string) => (
    <ParamControl
      key={id}
      id={id}
      spec={offered(specs[id] as ParamSpec, id, values)}
      value={values[id] as ParamValue}
      locked={locked}
      onChange={onChange}
    />
  );
  return (
    <section className="param-group" data-group={group} aria-labelledby={`${dom}heading`}>
      <h2 className="param-group-heading" id={`${dom}heading`}>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={`${dom}content`}
          onClick={() => setOpen(!isOpen)}
        >
          <Icon size={14} />
          <span className="param-group-word">{word}</span>
          <span className="param-group-meaning">{meaning}</span>
          {locked && (
            <span className="param-group-locked">
              <LockIcon size={12} />
              locked
            </span>
          )}
          {!isOpen && changed > 0 && <span className="param-group-meaning">{changed} changed</span>}
          <span className="param-group-chevron">
            <ChevronIcon size={13} />
          </span>
        </button>
      </h2>
      <div id={`${dom}content`} className="param-group-content" hidden={!isOpen}>
        {basic.map(control)}
        {advanced.length > 0 && (
          <button
            type="button"
            className="param-more"
            aria-expanded={hasMore}
            aria-controls={`${dom}more`}
            aria-label={`${hasMore ? 'fewer' : `${advanced.length} more`}, ${word}`}
            onClick={() => setWantsMore(!hasMore)}
          >
            <ChevronIcon size={11} />
            {hasMore ? 'fewer' : `${advanced.length} more`}
          </button>
        )}
        <div id={`${dom}more`} className="param-group-content" hidden={!hasMore}>
          {hasMore && advanced.map(control)}
        </div>
      </div>
    </section>
  );
}
