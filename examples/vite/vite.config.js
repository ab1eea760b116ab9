import { defineConfig } from "vite";

export default defineConfig({
  // The package finds its worker, its module and its networks beside its own
  // scripts; gathered into one file by the development server it would not.
  optimizeDeps: { exclude: ["mynacheck"] },
  worker: { format: "es" },
  // A strict policy allows no data: addresses.
  build: { assetsInlineLimit: 0 },
});
