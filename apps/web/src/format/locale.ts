/** The page's language: figures and dates agree with its words, and everybody reads them alike. */
export const LOCALE = "en";
