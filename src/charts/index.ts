/** The room's door, to be loaded lazily: it brings Recharts with it. */
export { ChartGrid } from './ChartGrid.tsx';
