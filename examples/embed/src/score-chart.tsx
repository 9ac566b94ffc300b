import type { Reports } from "@evalboard/react";
import {
  CategoryScale,
  Chart,
  type ChartOptions,
  Filler,
  LinearScale,
  LineElement,
  PointElement,
  Tooltip,
} from "chart.js";
import { type ReactNode, useMemo, useSyncExternalStore } from "react";
import { Line } from "react-chartjs-2";

Chart.register(CategoryScale, Filler, LinearScale, LineElement, PointElement, Tooltip);

/** The mean score of each bucket over its 95 % interval; a bucket without runs is a gap. */
export function ScoreChart({ report }: { readonly report: Reports["model"] }): ReactNode {
  const { overTime, timeZone, window } = report;
  const colors = useSyncExternalStore(onThemeChange, isDark) ? dark : light;

  const labels = useMemo(() => {
    // Hours are told apart within a day; days are those of the board's time zone.
    const time = window.unit === "hour" ? ({ hour: "2-digit" } as const) : {};
    const format = new Intl.DateTimeFormat("en", { month: "short", day: "numeric", timeZone, ...time });
    return overTime.map(({ from }) => format.format(new Date(from)));
  }, [overTime, timeZone, window.unit]);

  const band = { pointRadius: 0, borderWidth: 0, backgroundColor: colors.band };
  const data = {
    labels,
    datasets: [
      {
        label: "Mean score",
        data: overTime.map(({ averageScore }) => averageScore),
        borderColor: colors.line,
        backgroundColor: colors.line,
        borderWidth: 2,
        pointRadius: 2,
      },
      { ...band, label: "Low", data: overTime.map((one) => one.scoreInterval?.low ?? null), fill: "+1" },
      { ...band, label: "High", data: overTime.map((one) => one.scoreInterval?.high ?? null) },
    ],
  };
  return (
    <>
      <div className="chart">
        <Line data={data} options={optionsOf(colors)} aria-hidden />
      </div>
      <div className="for-ears">
        <table>
          <caption>Mean score per {window.unit}</caption>
          <tbody>
            {overTime.map(({ from, averageScore }, index) => (
              <tr key={from}>
                <th scope="row">{labels[index]}</th>
                <td>{averageScore?.toFixed(3) ?? "no runs"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

interface Colors {
  readonly line: string;
  readonly band: string;
  readonly text: string;
  readonly grid: string;
}
const light: Colors = { line: "#0b6e4f", band: "#0b6e4f26", text: "#55606b", grid: "#e3e7ea" };
const dark: Colors = { line: "#5fd3a6", band: "#5fd3a633", text: "#a3adb8", grid: "#2c343c" };

function optionsOf({ text, grid }: Colors): ChartOptions<"line"> {
  return {
    responsive: true,
    maintainAspectRatio: false,
    animation: false,
    interaction: { mode: "index", intersect: false },
    scales: {
      x: { grid: { display: false }, ticks: { color: text, maxRotation: 0, autoSkipPadding: 16 } },
      y: {
        max: 1,
        grid: { color: grid },
        border: { display: false },
        ticks: { color: text, maxTicksLimit: 5 },
      },
    },
  };
}

const darkness = window.matchMedia("(prefers-color-scheme: dark)");

function isDark(): boolean {
  return darkness.matches;
}

function onThemeChange(tell: () => void): () => void {
  darkness.addEventListener("change", tell);
  return () => darkness.removeEventListener("change", tell);
}
