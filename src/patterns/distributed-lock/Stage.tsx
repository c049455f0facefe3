/** Placeholder until the space–time diagram is merged. */
export default function DistributedLockStage() {
  return null;
}
