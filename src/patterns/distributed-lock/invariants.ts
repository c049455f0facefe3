/** The eight invariants of a lock: their names, what each demands, and the event that says one was violated. */
export const INVARIANTS = {
  I1: {
    title: 'Exclusive writes',
    event: 'violated.exclusion',
    metric: 'i1Violations',
    breakpoint: 'two holders’ writes mix (I1)',
    help: 'No accepted write of one holder falls into the critical section of another.',
  },
  I2: {
    title: 'Tokens in order',
    event: 'violated.tokenOrder',
    metric: 'i2Violations',
    breakpoint: 'an older token is accepted (I2)',
    help: 'The tokens of accepted writes never decrease.',
  },
  I3: {
    title: 'Tokens grow',
    event: 'violated.tokenGrowth',
    metric: 'i3Violations',
    breakpoint: 'a token comes again (I3)',
    help: 'Every acquisition has a greater token than all before it, also after a crash of the service.',
  },
  I4: {
    title: 'One lease',
    event: 'violated.oneLease',
    metric: 'i4Violations',
    breakpoint: 'two leases at once (I4)',
    help: 'At any real time at most one client has a lease that was granted and is neither over nor released.',
  },
  I5: {
    title: 'No zombie holder',
    event: 'violated.belief',
    metric: 'i5Violations',
    breakpoint: 'a zombie holder appears (I5)',
    help: 'No client takes itself for the holder after its lease is over in real time.',
  },
  I6: {
    title: 'Own release only',
    event: 'violated.foreignRelease',
    metric: 'i6Violations',
    breakpoint: 'somebody else’s lease is deleted (I6)',
    help: 'A lease is released by its owner only.',
  },
  I7: {
    title: 'Liveness',
    event: 'violated.liveness',
    metric: 'i7Violations',
    breakpoint: 'nobody gets the free lock (I7)',
    help: 'Once nothing is disturbed, some waiter has the lock as soon as old leases are over and a few tries were made.',
  },
  I8: {
    title: 'No orphan',
    event: 'violated.orphan',
    metric: 'i8Violations',
    breakpoint: 'an orphan blocks the queue (I8)',
    help: 'No entry of the queue that nobody knows of, and whose session lives on, keeps others waiting.',
  },
} as const;

export type InvariantId = keyof typeof INVARIANTS;
export const INVARIANT_IDS = Object.keys(INVARIANTS) as readonly InvariantId[];

/** Those of safety: what must never happen, whatever else does. I5 is told apart, for no lock can keep it without a true clock. */
export const SAFETY: readonly InvariantId[] = ['I1', 'I2', 'I3', 'I4', 'I6'];
