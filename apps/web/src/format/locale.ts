export { LOCALE } from "@evalboard/format";
