# The values of adjusted-mean.test.ts, by lm and from the definitions (R 4.2.2).
#   Rscript adjusted-means.R
#
# Effects of datasets are lm's of mean ~ model + dataset with the weights 1 / (s + v), s as additive-fits.R finds it. What a model
# would average on the mix by some of its runs is their mean less the effects of what they are on, by their shares, and more those
# of the mix; the variance of that contrast is lm's covariance at its weights, unscaled.

prior <- list(variance = 0.07^2, freedom = 4)
cells <- data.frame(
  model = c("a", "a", "a", "b", "b", "c", "c", "c"),
  dataset = c("x", "y", "z", "x", "y", "x", "y", "z"),
  mean = c(0.9, 0.7, 0.55, 0.85, 0.75, 0.8, 0.62, 0.4),
  variance = c(4e-4, 9e-4, 1e-3, 5e-4, 6e-4, 2e-3, 7e-4, 3e-4),
  freedom = c(20, 30, 15, 25, 40, 10, 35, 50)
)
fitted_at <- function(s) lm(mean ~ model + dataset, cells, weights = 1 / (s + cells$variance))
df <- nrow(cells) - 5
excess <- function(x) {
  s <- exp(x)
  squares <- sum(resid(fitted_at(s))^2 / (s + cells$variance))
  squares + prior$freedom * prior$variance / s - df - prior$freedom
}
s <- exp(uniroot(excess, log(c(1e-8, 10)), tol = 1e-15, maxiter = 10000)$root)
freedom <- prior$freedom + df * mean((s / (s + cells$variance))^2)
error_freedom <- (sum(cells$variance) / sum(cells$variance / sqrt(cells$freedom)))^2
fit <- fitted_at(s)
# Of x, y and z: the first is the baseline.
effects <- c(0, coef(fit)[c("datasety", "datasetz")])
covariance <- matrix(0, 3, 3)
covariance[2:3, 2:3] <- summary(fit)$cov.unscaled[c("datasety", "datasetz"), c("datasety", "datasetz")]

# A part: its dataset, mean, runs, items a run, and the variance between its items and of the answers to one.
of_runs <- list(variance = 0.055^2, freedom = 4)
adjusted <- function(parts) {
  p <- as.data.frame(do.call(rbind, parts))
  names(p) <- c("dataset", "mean", "runs", "m", "between", "within")
  share <- p$runs / sum(p$runs)
  missed <- -rep(1 / 3, 3)
  missed[p$dataset] <- missed[p$dataset] + share
  score <- sum(share * p$mean) - sum(missed * effects)
  c1 <- (p$m * p$mean + 1) / (p$m + 2)
  items <- ((p$m - 1) * (p$between + p$within / p$runs) + p$m * (p$mean - c1)^2 + c1^2 + (1 - c1)^2) /
    ((p$m + 1) * (p$m + 2))
  v <- c(share^2 * items, sum(share^2 * of_runs$variance * c1 * (1 - c1) / p$runs), s * sum(missed^2),
    drop(missed %*% covariance %*% missed))
  f <- c(pmax(1, p$m - 1), of_runs$freedom, freedom, error_freedom)
  margin <- qt(0.975, sum(v)^2 / sum(v^2 / f)) * sqrt(sum(v))
  cat(sprintf("%.12f, %.12f, %.12f\n", score, score - margin, score + margin))
}
adjusted(list(c(1, 0.9, 2, 40, 0.05, 0.03)))
adjusted(list(c(1, 0.9, 1, 40, 0.05, 0.03), c(3, 0.5, 3, 30, 0.12, 0.08)))
adjusted(list(c(1, 0.9, 2, 40, 0.05, 0.03), c(2, 0.7, 2, 25, 0.1, 0.06), c(3, 0.55, 2, 30, 0.12, 0.08)))
