# Forecasts of R's `forecast` package for the restaurant. One row an origin and a step ahead.
#
#   Rscript benchmark.R SERIES ORIGINS HORIZON MODELS
#
# SERIES: a CSV with one column `y`, NA where closed. ORIGINS: numbers of days known, by comma.
# MODELS: of ets, thetaf, stlm, mstl, arima, by comma. Writes model,origin,step,value to standard output.
suppressMessages(library(forecast))
given <- commandArgs(trailingOnly = TRUE)
y <- read.csv(given[1])$y
origins <- as.integer(strsplit(given[2], ",")[[1]])
horizon <- as.integer(given[3])
models <- strsplit(given[4], ",")[[1]]

# These models take no missing value: closed days are interpolated within the season, as na.interp does.
known <- function(origin) na.interp(ts(y[seq_len(origin)], frequency = 7))

forecast_with <- list(
  ets = function(x) forecast(ets(x), h = horizon)$mean,
  thetaf = function(x) thetaf(x, h = horizon)$mean,
  stlm = function(x) forecast(stlm(x, lambda = 0), h = horizon)$mean,
  mstl = function(x) stlf(msts(x, seasonal.periods = c(7, 365.25)), h = horizon)$mean,
  arima = function(x) forecast(auto.arima(x), h = horizon)$mean
)

for (name in models) {
  for (origin in origins) {
    mean <- tryCatch(forecast_with[[name]](known(origin)), error = function(e) rep(NA, horizon))
    cat(sprintf("%s,%d,%d,%.6f\n", name, origin, seq_len(horizon), mean), sep = "")
  }
}
