# The values of items.test.ts, from the items themselves: Korn and Graubard's effective n inside Wilson, by R 4.2.2. Runs, of
# which each dataset has one, vary by the share `runs` of c (1 - c), known with `known` degrees of freedom.
#   Rscript items-intervals.R

variance <- function(x) {
  m <- length(x)
  c <- (sum(x) + 1) / (m + 2)
  mean(c((x - c)^2, c^2, (1 - c)^2)) / (m + 1)
}
interval <- function(..., runs = 0, known = 1) {
  datasets <- list(...)
  share <- 1 / length(datasets)
  centres <- sapply(datasets, function(x) mean(c(x, 0, 1)))
  c <- mean(centres)
  of_runs <- runs * share^2 * sum(centres * (1 - centres))
  parts <- c(share^2 * sapply(datasets, variance), of_runs)
  freedom <- c(sapply(datasets, length) - 1, known)
  df <- sum(parts)^2 / sum(parts^2 / freedom)
  n <- c * (1 - c) / sum(parts) * (qnorm(0.975) / qt(0.975, df))^2
  p <- mean(sapply(datasets, mean))
  # prop.test has Wilson's interval of any n, whole or not.
  ends <- suppressWarnings(prop.test(p * n, n, correct = FALSE))$conf.int
  sprintf("%.15g", c(max(0, ends[1]), min(1, ends[2])))
}
passes <- function(passed, failed) rep(c(1, 0), c(passed, failed))
graded <- c(0.2, 0.9, 1, 0.55, 0.7, 0)
print(interval(passes(14, 6)))
print(interval(passes(20, 0)))
print(interval(passes(0, 2)))
print(interval(passes(480, 20)))
print(interval(graded))
print(interval(passes(14, 6), passes(50, 0), graded))
print(interval(passes(14, 6), runs = 0.055^2, known = 4))
print(interval(passes(480, 20), runs = 0.055^2, known = 4))
print(interval(passes(14, 6), passes(50, 0), graded, runs = 0.01, known = 7.5))
# Between and within items, as many answers to each: aov, R.
answers <- data.frame(score = c(1, 1, 0, 1, 0, 0, 1, 1, 1, 0, 1, 0), item = factor(rep(1:4, each = 3)))
squares <- summary(aov(score ~ item, answers))[[1]][["Mean Sq"]]
cat(sprintf("%.15g\n", c((squares[1] - squares[2]) / 3, squares[2])))
