import type { ReactNode } from "react";

type SideRowProps = {
  readonly title: ReactNode;
  readonly baseline: ReactNode;
  readonly candidate: ReactNode;
  readonly change?: ReactNode;
};

/** One line of the table; on a narrow screen its title stands above its cells. */
export function SideRow({ title, baseline, candidate, change = null }: SideRowProps): ReactNode {
  return (
    <tr className="border-t border-line align-top max-md:grid max-md:grid-cols-[1fr_1fr_4.5rem] max-md:gap-x-3 max-md:px-5 max-md:py-2.5">
      <th
        scope="row"
        className="text-left font-normal text-muted max-md:col-span-full max-md:text-xs md:px-5 md:py-2.5"
      >
        {title}
      </th>
      <td className="min-w-0 md:px-3 md:py-2.5">{baseline}</td>
      <td className="min-w-0 md:px-3 md:py-2.5">{candidate}</td>
      <td className="min-w-0 text-right md:py-2.5 md:pr-5">{change}</td>
    </tr>
  );
}
