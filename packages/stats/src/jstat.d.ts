/** What is used of jstat, which comes without types. */
declare module "jstat" {
  const jstat: {
    readonly studentt: {
      /** The quantile of Student's t: the t that a share `p` of the distribution lies below. */
      inv(p: number, degreesOfFreedom: number): number;
    };
  };
  export default jstat;
}
