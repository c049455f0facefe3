/** The look: one accent, calm greys, system fonts, so that nothing is fetched for type. */
import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** Shades around Okabe–Ito blue, the accent of `palette.css`. */
const accent: MantineColorsTuple = [
  '#e6f3fb',
  '#cfe5f5',
  '#9fcbea',
  '#6cafde',
  '#4aa8e0',
  '#2488c4',
  '#0072b2',
  '#005f94',
  '#004d78',
  '#00395a',
];

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: 6,
  colors: { accent },
  defaultRadius: 'md',
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif",
  cursorType: 'pointer',
  respectReducedMotion: true,
});
