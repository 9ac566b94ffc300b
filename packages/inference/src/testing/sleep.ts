/**
 * Hours of sleep that ten patients gained with two drugs (Cushny and Peebles 1905): the data on which Student (1908) and
 * the manual of R's t.test show the test.
 */
export const sleep = {
  first: [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2],
  second: [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4],
} as const;
