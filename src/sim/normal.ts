/** Points of the standard normal distribution, by Wichura's algorithm AS 241 (Applied Statistics 37, 1988): sixteen digits. */

/** Numerators and denominators, from the constant up. */
const CENTRE = [
  [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
    67265.7709270087, 33430.57558358813, 2509.0809287301227,
  ],
  [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
    28729.085735721943, 5226.495278852854,
  ],
] as const;
const TAIL = [
  [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
    0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
    0.0005475938084995345, 1.0507500716444169e-9,
  ],
] as const;

/** Beyond this square root of −ln(tail) AS 241 needs a third pair, for tails below 10⁻¹⁰. */
const FARTHEST = 5;

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
}

/** How many standard deviations around the mean hold the share `confidence` (0–1) of the distribution: 1.96 for 0.95. */
export function normalReach(confidence: number): number {
  const q = confidence / 2;
  if (q >= 0 && q <= 0.425) {
    const r = 0.425 ** 2 - q * q;
    return (q * polynomial(CENTRE[0], r)) / polynomial(CENTRE[1], r);
  }
  const r = Math.sqrt(-Math.log(0.5 - q));
  if (!(q > 0 && r <= FARTHEST)) {
    throw new RangeError(`A confidence is between 0 and 1 − 10⁻¹⁰, not ${confidence}.`);
  }
  return polynomial(TAIL[0], r - 1.6) / polynomial(TAIL[1], r - 1.6);
}
