import { evalite } from "evalite";

evalite("capitals", {
  data: [
    { input: "France", expected: "Paris" },
    { input: "Spain", expected: "Madrid" },
    { input: "Atlantis", expected: "none" },
  ],
  task: (country) => {
    if (country === "Atlantis") throw new Error("there is no such country");
    return "Paris";
  },
  scorers: [{ name: "exact", scorer: ({ output, expected }) => (output === expected ? 1 : 0) }],
});
