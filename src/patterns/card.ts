/** What is known of a pattern before the pattern itself is loaded: enough for the home page and for every list of patterns. */
export interface Card {
  /** Folder name and URL slug. */
  readonly id: string;
  /** Place on the shelf, from 1; also its number key. */
  readonly order: number;
  readonly title: string;
  /** One sentence for the gallery. */
  readonly summary: string;
  /** What the home page invites to break, for example "Trip a breaker", and the preset in which that happens. */
  readonly invitation: { readonly label: string; readonly preset: string };
}
