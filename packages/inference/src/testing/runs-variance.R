# The values of runs-variance.test.ts, from the equation and by the roots of R 4.2.2.
#   Rscript runs-variance.R

histories <- list(
  list(c(0.002, 3, 0.001, 0.2)),
  list(c(0.02, 2, 0.001, 0.2), c(0.0004, 9, 0.0002, 0.1)),
  list(c(0.5, 40, 0.01, 0.21), c(0.003, 6, 0, 0.05), c(0, 1, 0.02, 0.25)),
  list(c(0.9, 30, 0.0005, 0.2)),
  list(c(0, 36, 0.001, 0.2))
)
solved <- function(of, prior, freedom) {
  # What a share of `most` and the noise together explain, in squares by their variance, less their degrees of freedom.
  excess <- function(x) {
    sum(of$squares / (exp(x) * of$most + of$noise)) + freedom * prior / exp(x) - sum(of$freedom) - freedom
  }
  if (excess(-60) <= 0) return(0)
  exp(uniroot(excess, c(-60, 30), tol = 1e-15, maxiter = 10000)$root)
}
for (each in histories) {
  of <- as.data.frame(do.call(rbind, each))
  names(of) <- c("squares", "freedom", "noise", "most")
  share <- max(solved(of, 0.055^2, 4), solved(of, 0, 0))
  known <- 4 + sum(of$freedom * (share * of$most / (share * of$most + of$noise))^2)
  cat(sprintf("%.15g, %.15g\n", share, known))
}
