# The tails of distributions.test.ts and sequential.test.ts, by R 4.2.2: log.p has no end.
#   Rscript tails.R

tail <- function(t, f) log(2) + pt(-abs(t), f, log.p = TRUE)
# By the root of pnorm, which is more exact than this version's qnorm.
deviate <- function(log_chance) {
  uniroot(function(z) log(2) + pnorm(-z, log.p = TRUE) - log_chance, c(0, 1e4), tol = 1e-13, maxiter = 10000)$root
}
always <- function(difference, error, f) {
  z <- deviate(tail(difference / error, f))
  v <- error^2
  logs <- sapply(c(0.03, 0.2)^2, function(phi) log(v / (v + phi)) / 2 + z^2 * phi / (2 * (v + phi)))
  exp(-(max(logs) + log(mean(exp(logs - max(logs))))))
}
far <- rbind(c(50, 1e12), c(45, 500), c(400, 123.4), c(1e60, 5), c(1e5, 80), c(38, 1e6), c(1e3, 110))
for (row in seq_len(nrow(far))) cat(sprintf("tail of %g, %g: %.15g\n", far[row, 1], far[row, 2], tail(far[row, 1], far[row, 2])))
for (x in c(-700, -1000, -50000)) cat(sprintf("deviate of %g: %.15g\n", x, deviate(x)))
cat(sprintf("%.15g\n", c(always(6, 0.15, 1e6), always(0.3, 0.006, 900), always(0.5, 0.1, 1e5), always(0.8, 0.02, 300), always(1, 0.2, 1e6))))
