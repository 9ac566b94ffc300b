# Writes additive-fits.json: ten boards with their fit, from the definitions and with matrices in full (R 4.2.2, MASS).
#   Rscript additive-fits.R > additive-fits.json
#
# Measured cells y = X beta + Z g + e, with beta the rows and columns, g ~ (0, s) one for each row and column, measured or
# not, and e ~ (0, v). A row's mean over all columns is theta = L beta + K g. Its best linear unbiased prediction is T y,
# and the error T y - theta has the variance s (T Z - K) (T Z - K)' + T diag(v) T', whatever T is.

library(MASS)
prior <- list(variance = 0.07^2, freedom = 4)

fit <- function(rows, columns, cells) {
  n <- nrow(cells)
  Z <- matrix(0, n, rows * columns)
  Z[cbind(seq_len(n), (cells$row - 1) * columns + cells$column)] <- 1
  X <- cbind(diag(rows)[cells$row, , drop = FALSE], diag(columns)[cells$column, , drop = FALSE])
  L <- cbind(diag(rows), matrix(1 / columns, rows, columns))
  K <- kronecker(diag(rows), matrix(1 / columns, 1, columns))
  y <- cells$mean
  v <- diag(cells$variance, n)
  df <- n - qr(X)$rank

  residuals <- function(s) {
    inverse <- solve(s * Z %*% t(Z) + v)
    beta <- ginv(t(X) %*% inverse %*% X) %*% t(X) %*% inverse %*% y
    drop(y - X %*% beta)
  }
  excess <- function(s) {
    sum(residuals(s)^2 / (s + cells$variance)) + prior$freedom * prior$variance / s - df - prior$freedom
  }
  s <- exp(uniroot(function(x) excess(exp(x)), log(c(1e-6, 10)), tol = 1e-15, maxiter = 10000)$root)
  freedom <- prior$freedom + df * mean((s / (s + cells$variance))^2)

  # The errors' variances are known with as much as if all were wrong together.
  errorFreedom <- (sum(cells$variance) / sum(cells$variance / sqrt(cells$freedom)))^2

  V <- s * Z %*% t(Z) + v
  inverse <- solve(V)
  B <- ginv(t(X) %*% inverse %*% X) %*% t(X) %*% inverse
  T <- L %*% B + s * K %*% t(Z) %*% inverse %*% (diag(n) - X %*% B)
  own <- (T %*% Z - K) %*% t(T %*% Z - K)
  everywhere <- cbind(kronecker(diag(rows), matrix(1, columns, 1)), kronecker(matrix(1, rows, 1), diag(columns)))
  predictions <- everywhere %*% B %*% y + s * t(Z) %*% inverse %*% (y - X %*% B %*% y)
  covariance <- s * own + T %*% v %*% t(T)
  # T is the best one for this s, so that the variance changes with s as if T did not: by `own`.
  pairs <- if (rows > 1) t(combn(rows, 2)) else matrix(0, 0, 2)
  differences <- lapply(seq_len(nrow(pairs)), function(pair) {
    k <- numeric(rows)
    k[pairs[pair, ]] <- c(1, -1)
    variance <- drop(k %*% covariance %*% k)
    slope <- s * drop(k %*% own %*% k)
    errors <- drop(k %*% T %*% v %*% t(T) %*% k)
    list(one = pairs[pair, 1] - 1, other = pairs[pair, 2] - 1, value = drop(k %*% T %*% y), variance = variance,
      freedom = variance^2 / (slope^2 / freedom + errors^2 / errorFreedom))
  })
  levels <- list(value = drop(T %*% y), variance = diag(covariance),
    freedom = diag(covariance)^2 / ((s * diag(own))^2 / freedom + diag(T %*% v %*% t(T))^2 / errorFreedom))
  list(interaction = s, freedom = freedom, means = drop(T %*% y), variances = diag(covariance), differences = differences,
    levels = levels, predictions = matrix(predictions, rows, columns, byrow = TRUE))
}

board <- function(rows, columns, fill, interaction, error) {
  repeat {
    run <- matrix(runif(rows * columns) < fill, rows, columns)
    if (columns == 1 || all(rowSums(run) > 1)) if (rows == 1 || all(colSums(run) > 1)) break
  }
  at <- which(run, arr.ind = TRUE)
  cells <- data.frame(row = at[, 1], column = at[, 2], variance = (error * exp(rnorm(nrow(at))))^2,
    freedom = sample(4:200, nrow(at), replace = TRUE))
  ability <- rnorm(rows, 0.7, 0.06)
  ease <- rnorm(columns, 0, 0.15)
  cells$mean <- ability[cells$row] + ease[cells$column] + rnorm(nrow(cells), 0, interaction) +
    rnorm(nrow(cells), 0, sqrt(cells$variance))
  cells
}

number <- function(x) paste(sprintf("%.17g", x), collapse = ", ")
object <- function(...) {
  fields <- c(...)
  paste0("{ ", paste0("\"", names(fields), "\": ", fields, collapse = ", "), " }")
}
array <- function(items) paste0("[", paste(items, collapse = ", "), "]")

set.seed(20)
shapes <- list(
  list(2, 2, 1, 0.05, 0.02), list(3, 2, 1, 0.1, 0.001), list(4, 3, 0.8, 0, 0.05), list(5, 5, 0.6, 0.05, 0.02),
  list(8, 4, 0.7, 0.1, 0.05), list(6, 8, 0.5, 0.02, 0.002), list(3, 9, 0.7, 0.05, 0.1), list(12, 6, 0.5, 0.08, 0.03),
  list(4, 1, 1, 0, 0.03), list(10, 10, 0.4, 0.04, 0.02)
)
boards <- lapply(shapes, function(shape) {
  names(shape) <- c("rows", "columns", "fill", "interaction", "error")
  cells <- do.call(board, shape)
  result <- fit(shape$rows, shape$columns, cells)
  object(
    rows = shape$rows, columns = shape$columns,
    cells = array(mapply(function(row, column, mean, variance, freedom) {
      object(row = row - 1, column = column - 1, mean = number(mean), variance = number(variance), freedom = freedom)
    }, cells$row, cells$column, cells$mean, cells$variance, cells$freedom)),
    interaction = object(variance = number(result$interaction), freedom = number(result$freedom)),
    means = array(number(result$means)), variances = array(number(result$variances)),
    differences = array(sapply(result$differences, function(each) {
      object(one = each$one, other = each$other, value = number(each$value), variance = number(each$variance),
        freedom = number(each$freedom))
    }))
  )
})
cat("[\n  ", paste(boards, collapse = ",\n  "), "\n]\n", sep = "")
