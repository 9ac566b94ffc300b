import { EvalBoardProvider } from "@evalboard/react";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { ModelCard } from "./model-card.tsx";
import "./page.css";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");

const url = import.meta.env["VITE_EVALBOARD_URL"] ?? window.location.origin;
/** Which model this team answers with: `?model=gpt-4o`; the one with the most runs where none is said. */
const model = new URLSearchParams(window.location.search).get("model");

createRoot(root).render(
  <StrictMode>
    <EvalBoardProvider url={url}>
      <header>
        <h1>Support assistant</h1>
        <p>What our team looks at every morning.</p>
      </header>
      <main>
        <section>
          <h2>Today</h2>
          <dl>
            <dt>Open tickets</dt>
            <dd>132</dd>
            <dt>On call</dt>
            <dd>Noor</dd>
          </dl>
        </section>
        <ModelCard name={model} />
      </main>
    </EvalBoardProvider>
  </StrictMode>,
);
