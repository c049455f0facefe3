/** A set of named members: those in it as buttons that take them out, and a list of the others to put one in. */
import { useId } from 'react';
import { membersOf, setOf, type SetParam } from '../../patterns/params.ts';
import { RemoveIcon } from '../icons.tsx';
import { ListSelect } from '../ListSelect.tsx';
import type { ControlProps } from './control.ts';
import { ControlHead } from './ControlHead.tsx';

interface SetEntryProps {
  readonly spec: SetParam;
  readonly value: string;
  readonly name: string;
  readonly locked: boolean;
  readonly onSet: (value: string) => void;
}

/** The entry of the list that stands for none of the members. */
const NOTHING = '';

export function SetEntry({ spec, value, name, locked, onSet }: SetEntryProps) {
  const members = membersOf(value);
  const others = Object.entries(spec.options).filter(([member]) => !members.includes(member));
  return (
    <div className="param-set">
      {members.map((member) => (
        <button
          key={member}
          type="button"
          className="param-set-member"
          disabled={locked}
          aria-label={`Take out ${spec.options[member] ?? member}`}
          onClick={() =>
            onSet(
              setOf(
                spec,
                members.filter((other) => other !== member),
              ),
            )
          }
        >
          {spec.options[member] ?? member}
          <RemoveIcon size={11} />
        </button>
      ))}
      <ListSelect
        className="param-list"
        aria-label={`Add to ${name}`}
        disabled={locked}
        value={NOTHING}
        data={[
          { value: NOTHING, label: 'add…' },
          ...others.map(([member, label]) => ({ value: member, label })),
        ]}
        onChoose={(member) => {
          if (member !== NOTHING) onSet(setOf(spec, [...members, member]));
        }}
      />
    </div>
  );
}

export function SetControl({ id, spec, value, locked, onChange }: ControlProps<SetParam>) {
  const dom = useId();
  const set = (next: string) => onChange(id, next, 'done');
  return (
    <div
      className="param"
      role="group"
      aria-labelledby={`${dom}name`}
      aria-describedby={`${dom}help`}
      data-changed={value !== spec.default || undefined}
    >
      <ControlHead
        spec={spec}
        controlId={null}
        nameId={`${dom}name`}
        helpId={`${dom}help`}
        onReset={value === spec.default || locked ? null : () => set(spec.default)}
      />
      <SetEntry spec={spec} value={String(value)} name={spec.label} locked={locked} onSet={set} />
    </div>
  );
}
