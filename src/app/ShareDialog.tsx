/** Sharing: the link, the link to this very moment, a QR code, embed code, and the scenario as a file. */
import {
  Alert,
  Button,
  CopyButton,
  FileButton,
  Group,
  Modal,
  Stack,
  Switch,
  Text,
  Textarea,
} from '@mantine/core';
import { useMemo, useState } from 'react';
import { renderSVG } from 'uqr';
import { loadPatterns } from '../patterns/cards.ts';
import { PARAM_GROUPS, type ParamGroup } from '../patterns/params.ts';
import { formatScenarioFile, parseScenarioFile } from '../scenario/file.ts';
import { formatLink } from '../scenario/link.ts';
import { formatInstant } from '../sim/format.ts';
import { usePlayground, type Opened } from '../state/playground.ts';
import { download } from '../ui/download.ts';
import { useFingerprint } from './useFingerprint.ts';

interface ShareDialogProps {
  readonly open: Opened;
  /** The present instant in whole ms. */
  readonly nowMs: number;
  readonly onClose: () => void;
}

const LOCK_LABELS: Readonly<Record<ParamGroup, string>> = {
  inject: 'Lock Inject',
  tune: 'Lock Tune',
  load: 'Lock Load',
};

export default function ShareDialog({ open, nowMs, onClose }: ShareDialogProps) {
  const { pattern, scenario, view } = open;
  const openFile = usePlayground((state) => state.openFile);
  const [isThisMoment, setThisMoment] = useState(false);
  const [lock, setLock] = useState<readonly ParamGroup[]>(view.lock);
  const fingerprint = useFingerprint(pattern, scenario);
  const [problem, setProblem] = useState<string | null>(null);

  const shared = useMemo(
    () => formatLink(scenario, [pattern], { ...view, lock: [...lock], atMs: isThisMoment ? nowMs : null }),
    [pattern, scenario, view, lock, isThisMoment, nowMs],
  );
  const url = 'link' in shared ? new URL(shared.link, location.href).href : null;
  const embedUrl = url && `${url}&embed=1`;

  async function readFile(file: File | null): Promise<void> {
    if (!file) return;
    const parsed = parseScenarioFile(await file.text(), await loadPatterns());
    if (!parsed.ok) return setProblem(parsed.problem);
    openFile(parsed.scenario, parsed.notes);
    return onClose();
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title="Share this run"
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack gap="sm">
        <Text size="sm">
          Whoever opens the link sees this very run, call by call: same seed, same changes at the same
          instants. Its fingerprint, here and everywhere, is{' '}
          <output className="pf-fingerprint" data-testid="fingerprint">
            {fingerprint ?? '…'}
          </output>
          .
        </Text>
        <Group gap="lg">
          <Switch
            label={`Open at ${formatInstant(nowMs)}, paused`}
            checked={isThisMoment}
            onChange={(event) => setThisMoment(event.currentTarget.checked)}
          />
          {PARAM_GROUPS.map((group) => (
            <Switch
              key={group}
              label={LOCK_LABELS[group]}
              checked={lock.includes(group)}
              onChange={(event) =>
                setLock(
                  event.currentTarget.checked ? [...lock, group] : lock.filter((other) => other !== group),
                )
              }
            />
          ))}
        </Group>
        {url && embedUrl ? (
          <>
            <Textarea
              label="Link"
              readOnly
              autosize
              minRows={2}
              value={url}
              onFocus={(event) => event.currentTarget.select()}
            />
            <Group>
              <CopyButton value={url}>
                {({ copied, copy }) => <Button onClick={copy}>{copied ? 'Link copied' : 'Copy link'}</Button>}
              </CopyButton>
              <CopyButton
                value={`<iframe src="${embedUrl}" width="960" height="640" title="${pattern.title}"></iframe>`}
              >
                {({ copied, copy }) => (
                  <Button variant="default" onClick={copy}>
                    {copied ? 'Embed code copied' : 'Copy embed code'}
                  </Button>
                )}
              </CopyButton>
            </Group>
            <img
              className="pf-qr"
              alt="QR code of the link"
              src={`data:image/svg+xml,${encodeURIComponent(renderSVG(url, { border: 2 }))}`}
            />
          </>
        ) : (
          <Alert color="yellow">{'tooLong' in shared ? shared.tooLong : ''}</Alert>
        )}
        <Group>
          <Button
            variant="default"
            onClick={() =>
              download(
                `${pattern.id}-${scenario.seed}.json`,
                new Blob([formatScenarioFile(scenario, [pattern])], { type: 'application/json' }),
              )
            }
          >
            Save scenario file
          </Button>
          <FileButton accept="application/json,.json" onChange={(file) => void readFile(file)}>
            {(props) => (
              <Button variant="default" {...props}>
                Open scenario file
              </Button>
            )}
          </FileButton>
        </Group>
        {problem && (
          <Alert color="red" role="alert">
            {problem}
          </Alert>
        )}
      </Stack>
    </Modal>
  );
}
