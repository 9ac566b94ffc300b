/** The language of every face: figures and dates agree with its words, and everybody reads them alike. */
export const LOCALE = "en";
