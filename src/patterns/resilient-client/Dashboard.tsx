/** A page as its user sees it: user card, transactions, recommendations and pay button, each with its label. */
import { memo, type ReactNode } from 'react';
import { OutcomeMark, type Fate } from '../../ui/calls/outcomes.tsx';
import { LabelBadge, LABEL_TONES } from './labelLooks.tsx';
import { PART_NAMES, type ServiceId } from './parts.ts';
import type { PagePicture } from './picture.ts';

const STANDINGS: Readonly<Record<PagePicture['standing'], { readonly fate: Fate; readonly word: string }>> = {
  loading: { fate: 'inFlight', word: 'loading' },
  full: { fate: 'succeeded', word: 'reported full' },
  partial: { fate: 'degraded', word: 'reported partial' },
  error: { fate: 'failed', word: 'error page' },
};

interface DashboardProps {
  readonly title: string;
  /** null before the first page. */
  readonly picture: PagePicture | null;
}

export const Dashboard = memo(function Dashboard({ title, picture }: DashboardProps) {
  return (
    <section className="rc-page" aria-label={title} data-standing={picture?.standing}>
      <header>
        <h2>{title}</h2>
        {picture && (
          <p style={{ color: `var(--pf-${STANDINGS[picture.standing].fate}-text)` }}>
            <OutcomeMark fate={STANDINGS[picture.standing].fate} size={11} />
            {STANDINGS[picture.standing].word} <span className="rc-time">{picture.time}</span>
          </p>
        )}
      </header>
      {picture ? <Parts picture={picture} /> : <p className="rc-empty">Nobody has come yet.</p>}
    </section>
  );
});

function Parts({ picture }: { readonly picture: PagePicture }) {
  const contents: Readonly<Record<ServiceId, ReactNode>> = {
    userData: <UserCard {...picture} />,
    transactions: <Transactions amounts={picture.amounts} />,
    recommendations: <Recommendations items={picture.items} score={picture.score} />,
    payment: <PayButton canPay={picture.canPay} isPending={picture.isPaymentPending} />,
  };
  const isError = picture.standing === 'error';
  return (
    <>
      {isError && (
        <p className="rc-error">
          <OutcomeMark fate="failed" size={16} />
          Something went wrong. Please try again later.
        </p>
      )}
      <ul className="rc-parts">
        {picture.parts.map(({ service, status, note }) => (
          <li
            key={service}
            data-service={service}
            data-label={status}
            style={{ borderInlineStartColor: `var(--pf-${LABEL_TONES[status]})` }}
          >
            <div className="rc-content">
              {isError ? <span className="rc-gone">{PART_NAMES[service]}</span> : contents[service]}
            </div>
            <LabelBadge status={status} note={note} />
          </li>
        ))}
      </ul>
    </>
  );
}

function UserCard({ user, name, balance }: PagePicture) {
  return (
    <>
      <span className="rc-avatar" data-empty={name === null || undefined} aria-hidden="true">
        {name === null ? '?' : name.slice(-2).trim()}
      </span>
      <span className="rc-lines">
        <b>{name ?? (balance === null ? user : 'no name')}</b>
        <span>
          <span className="rc-caption">balance </span>
          {balance ?? '—'}
        </span>
      </span>
    </>
  );
}

/** The greatest amount that the service ever answers. */
const GREATEST_AMOUNT = 100;
const BARS = [0, 1, 2, 3, 4];

function Transactions({ amounts }: Pick<PagePicture, 'amounts'>) {
  return (
    <span className="rc-lines">
      <b>Transactions</b>
      <span className="rc-amounts">
        {BARS.map((bar) => {
          const amount = amounts?.[bar];
          return (
            <span key={bar} data-empty={amount === undefined || undefined}>
              <i style={{ width: `${((amount ?? 0) / GREATEST_AMOUNT) * 100}%` }} />
              {amount ?? '–'}
            </span>
          );
        })}
      </span>
    </span>
  );
}

const TILES = Array.from({ length: 10 }, (_, tile) => tile);

function Recommendations({ items, score }: Pick<PagePicture, 'items' | 'score'>) {
  return (
    <span className="rc-lines">
      <b>For you</b>
      <span className="rc-tiles">
        {TILES.map((tile) => (
          <i key={tile} data-empty={tile >= (items ?? 0) || undefined} />
        ))}
        <span className="pf-visually-hidden">{items ?? 'no'} items, </span>
        <span>score {score ?? '—'}</span>
      </span>
    </span>
  );
}

function PayButton({ canPay, isPending }: { readonly canPay: boolean; readonly isPending: boolean }) {
  return (
    <span className="rc-pay" data-empty={!canPay || undefined}>
      {canPay || isPending ? 'Pay' : 'Cannot pay now'}
    </span>
  );
}
