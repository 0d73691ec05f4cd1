# Writes prophet-fixtures.json: what R's Prophet forecasts for the series of make-fixture-series.ts.
# Run in this folder with r-cran-prophet 1.0: Rscript prophet-fixtures.R > prophet-fixtures.json
# Defaults of R's Prophet throughout (Newton's method under 100 values), but for the Fourier order of the year by grain.
suppressMessages(library(prophet))

make_noise <- function(seed) {
  state <- seed
  draw <- function() {
    state <<- (69069 * state + 1) %% 4294967296
    state / 4294967296
  }
  function() draw() + draw() + draw() - 1.5
}
wave <- function(i, period) sin(2 * pi * i / period)
week <- c(0, -10, -5, 5, 30, 45, 20)
months <- function(first, count, step) seq(as.Date(first), by = paste(step, "month"), length.out = count)
days <- function(first, count, step) as.Date(first) + (seq_len(count) - 1) * step
make <- function(ds, value) data.frame(ds = ds, y = sapply(seq_along(ds) - 1, value))

series <- list()
noise <- make_noise(1)
series$monthly <- list(mode = "multiplicative", order = 6, holdout = 12, df = make(months("2010-01-01", 144, 1),
  function(i) (100 + 2 * i) * (1 + 0.2 * wave(i, 12) + 0.08 * wave(i + 1, 6)) * (1 + 0.05 * noise())))
noise <- make_noise(2)
series$quarterly <- list(mode = "additive", order = 2, holdout = 8, df = make(months("2010-01-01", 48, 3),
  function(i) 400 + 5 * i + 60 * wave(i, 4) + 16 * noise()))
noise <- make_noise(3)
series$weekly <- list(mode = "multiplicative", order = 10, holdout = 13, df = make(days("2015-01-05", 273, 7),
  function(i) (300 + 0.5 * i) * (1 + 0.3 * wave(i, 52.18)) * (1 + 0.1 * noise())))
noise <- make_noise(4)
series$daily <- list(mode = "additive", order = 10, holdout = 28, df = make(days("2022-01-01", 758, 1),
  function(i) 200 + 0.2 * i - 0.3 * max(0, i - 400) + week[i %% 7 + 1] + 25 * wave(i, 365.25) + 20 * noise()))
noise <- make_noise(6)
series$gaps <- list(mode = "additive", order = FALSE, holdout = 28, df = make(days("2023-03-01", 428, 1),
  function(i) if (i %% 7 == 6 || (i > 200 && i < 230)) NA else 150 + 0.1 * i + week[i %% 7 + 1] + 20 * noise()))
noise <- make_noise(5)
price <- function(i) 10 + ((i * 37) %% 11) * 0.3
feast <- function(i) ifelse(i %% 29 == 3, 1, 0)
df <- make(days("2023-03-01", 428, 1),
  function(i) 250 + 0.1 * i + week[i %% 7 + 1] - 12 * (price(i) - 11) + 80 * feast(i) + 20 * noise())
df$price <- price(seq_len(428) - 1)
df$feast <- feast(seq_len(428) - 1)
series$regressors <- list(mode = "additive", order = FALSE, holdout = 28, df = df)

lines <- sapply(names(series), function(name) {
  s <- series[[name]]
  n <- nrow(s$df) - s$holdout
  m <- prophet(yearly.seasonality = s$order, weekly.seasonality = name %in% c("daily", "gaps", "regressors"),
    daily.seasonality = FALSE, seasonality.mode = s$mode, uncertainty.samples = 0)
  for (x in setdiff(names(s$df), c("ds", "y"))) m <- add_regressor(m, x)
  m <- suppressMessages(fit.prophet(m, s$df[seq_len(n), ]))
  yhat <- predict(m, s$df[-seq_len(n), ])$yhat
  y <- s$df$y[-seq_len(n)]
  mape <- 100 * mean(abs((y - yhat) / y), na.rm = TRUE)
  sprintf('  "%s": {\n    "firstValue": %.6f,\n    "mape": %.4f,\n    "forecast": [%s]\n  }', name, s$df$y[1], mape,
    paste(sprintf("%.3f", yhat), collapse = ", "))
})
cat("{\n", paste(lines, collapse = ",\n"), "\n}\n", sep = "")
