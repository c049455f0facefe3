/** Who competes: five retry policies as libraries have them, and the one that learns. */

export const CONTENDERS = ['none', 'fixed', 'expo', 'aws', 'grpc', 'adaptive'] as const;

export type ContenderId = (typeof CONTENDERS)[number];

export const CONTENDER_LABELS: Readonly<Record<ContenderId, string>> = {
  none: 'no retries',
  fixed: 'fixed delay',
  expo: 'full jitter',
  aws: 'AWS standard',
  grpc: 'gRPC throttled',
  adaptive: 'adaptive',
};

/** Where room is short. */
export const SHORT_LABELS: Readonly<Record<ContenderId, string>> = {
  ...CONTENDER_LABELS,
  fixed: 'fixed',
  aws: 'AWS',
  grpc: 'gRPC',
};

/** What a client can tell failures apart by: the status it got, or that it got none in time. */
export const ERROR_CLASSES = ['transient', 'overload', 'throttled', 'permanent', 'slow'] as const;

export type ErrorClass = (typeof ERROR_CLASSES)[number];

/** Classes that speak of too much load, or of a server too slow for it. */
export function speaksOfLoad(errorClass: ErrorClass): boolean {
  return errorClass === 'slow' || errorClass === 'overload' || errorClass === 'throttled';
}
