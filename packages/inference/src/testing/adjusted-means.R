# The values of adjusted-mean.test.ts, from the definitions (R 4.2.2), by the fit of additive-fits.R.
#   Rscript adjusted-means.R

invisible(capture.output(source("additive-fits.R")))
cells <- data.frame(
  row = c(1, 1, 1, 2, 2, 3, 3, 3),
  column = c(1, 2, 3, 1, 2, 1, 2, 3),
  mean = c(0.9, 0.7, 0.55, 0.85, 0.75, 0.8, 0.62, 0.4),
  variance = c(4e-4, 9e-4, 1e-3, 5e-4, 6e-4, 2e-3, 7e-4, 3e-4),
  freedom = c(20, 30, 15, 25, 40, 10, 35, 50)
)
fitted <- fit(3, 3, cells)
s <- fitted$interaction

# The first row by some of its runs, of eight a cell. A part: its column, mean and runs.
adjusted <- function(...) {
  p <- as.data.frame(do.call(rbind, list(...)))
  names(p) <- c("column", "mean", "runs")
  share <- p$runs / sum(p$runs)
  score <- fitted$levels$value[1] + sum(share * (p$mean - fitted$predictions[1, p$column]))
  v <- cells$variance[p$column]
  left <- share^2 * (v * 8 / p$runs - s * v / (s + v))
  variances <- c(fitted$levels$variance[1], left)
  freedoms <- c(fitted$levels$freedom[1], cells$freedom[p$column])
  margin <- qt(0.975, sum(variances)^2 / sum(variances^2 / freedoms)) * sqrt(sum(variances))
  cat(sprintf("%.12f, %.12f, %.12f\n", score, score - margin, score + margin))
}
adjusted(c(1, 0.95, 2))
adjusted(c(1, 0.9, 1), c(3, 0.5, 3))
adjusted(c(1, 0.9, 8), c(2, 0.7, 8), c(3, 0.55, 8))
