export const studies = [];
