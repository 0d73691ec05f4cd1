# Forecasts of R's package forecast for `r-models.ts`: Rscript r-models.R IN OUT ets,thetaf,auto.arima
# IN: series,frequency,horizon,value in order of time, an empty value missing. OUT: one row a series, model and step.
suppressMessages(library(forecast))
arguments <- commandArgs(trailingOnly = TRUE)
models <- strsplit(arguments[3], ",")[[1]]
rows <- read.csv(arguments[1], colClasses = c(series = "character"))

makers <- list(
  ets = function(y, h) forecast(ets(y), h = h, level = c(80, 95)),
  thetaf = function(y, h) thetaf(y, h = h, level = c(80, 95)),
  auto.arima = function(y, h) forecast(auto.arima(y), h = h, level = c(80, 95))
)

forecastOne <- function(own, model) {
  h <- own$horizon[1]
  # Missing values are filled as this package itself does: its models take none, or drop all before the last gap.
  y <- na.interp(ts(own$value, frequency = own$frequency[1]))
  begin <- proc.time()[["elapsed"]]
  # Where a model refuses, seasonal naive stands in, as on our side.
  result <- tryCatch(suppressWarnings(makers[[model]](y, h)), error = function(e) snaive(y, h = h, level = c(80, 95)))
  ms <- 1000 * (proc.time()[["elapsed"]] - begin)
  data.frame(
    series = own$series[1], model = model, mean = as.numeric(result$mean),
    low80 = as.numeric(result$lower[, 1]), high80 = as.numeric(result$upper[, 1]),
    low95 = as.numeric(result$lower[, 2]), high95 = as.numeric(result$upper[, 2]), ms = ms
  )
}

bySeries <- split(rows, factor(rows$series, levels = unique(rows$series)))
answers <- lapply(models, function(model) lapply(bySeries, forecastOne, model = model))
write.csv(do.call(rbind, unlist(answers, recursive = FALSE)), arguments[2], row.names = FALSE)
