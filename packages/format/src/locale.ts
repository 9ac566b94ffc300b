/** The language of every face: its words, what is plural, and the order of names. */
export const LOCALE = "en";

/** How a reader is used to see figures. */
interface Locales {
  /** Of numbers, for Intl. */
  readonly numbers: Intl.LocalesArgument;
  /** Of dates, for Intl. */
  readonly dates: Intl.LocalesArgument;
}

/**
 * How a reader of these languages, as a browser names them, most preferred first, is used to see figures. The words around
 * them are English, so digits stay those of English texts and months have their English names: `1.234,5` and `17 Nov` for
 * `de-DE`. Without a language that is one it is English as in the United States.
 */
export function localesOf(languages: readonly string[]): Locales {
  const known = languages.flatMap((language) => {
    const locale = readLocale(language);
    return locale === null ? [] : [locale];
  });
  const [first] = known;
  if (first === undefined) return { numbers: LOCALE, dates: LOCALE };
  const { region } = first.maximize();
  return {
    numbers: known.map((locale) => new Intl.Locale(locale, { numberingSystem: "latn" })),
    dates: region === undefined ? LOCALE : `${LOCALE}-${region}`,
  };
}

function readLocale(language: string): Intl.Locale | null {
  try {
    return new Intl.Locale(language);
  } catch {
    return null;
  }
}

/** The reader's, where there is a page; everywhere else English, so that what programs read is always alike. */
const ofReader = localesOf("document" in globalThis ? navigator.languages : []);
export const NUMBER_LOCALE = ofReader.numbers;
export const DATE_LOCALE = ofReader.dates;
