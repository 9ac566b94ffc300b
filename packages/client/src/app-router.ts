import type { appRouter } from "@evalboard/router";
import type {
  TRPCBuiltRouter,
  TRPCDefaultErrorShape,
  TRPCMutationProcedure,
  TRPCQueryProcedure,
} from "@trpc/server";

interface Root {
  ctx: object;
  meta: object;
  errorShape: TRPCDefaultErrorShape;
  transformer: false;
}

interface Definition<Input, Output> {
  input: Input;
  output: Output;
  meta: object;
}

/** Procedures as their caller knows them, without what the server runs them with. */
type Called<Served> = {
  [Name in keyof Served]: Served[Name] extends TRPCQueryProcedure<infer D>
    ? TRPCQueryProcedure<Definition<D["input"], D["output"]>>
    : Served[Name] extends TRPCMutationProcedure<infer D>
      ? TRPCMutationProcedure<Definition<D["input"], D["output"]>>
      : Called<Served[Name]>;
};

type Procedures = Called<(typeof appRouter)["_def"]["record"]>;

/** Every procedure of the server, as its callers know it. */
export type AppRouter = TRPCBuiltRouter<Root, Procedures>;
