# The tasks of against_r.py by R. Reads the name of a task from its input; answers with the processor's seconds and the
# numbers to compare, parted by tabs. What is timed is the task alone.

suppressPackageStartupMessages(library(survey))
folder <- commandArgs(trailingOnly = TRUE)[1]
read <- function(name, ...) read.csv(file.path(folder, name), ...)
data <- read("survey.csv", stringsAsFactors = TRUE)
forms <- read("forms.csv", colClasses = "character", na.strings = "")
log <- read("log.csv", colClasses = "character", na.strings = "")
data$region <- factor(data$region)
data$option <- factor(data$answer)

set_up <- function() svydesign(~cluster, strata = ~stratum, weights = ~w, fpc = ~size, data = data)
design <- set_up()
items <- reformulate(paste0("q", 0:9))
sex <- data.frame(sex = c("f", "m"), Freq = c(1000000, 900000))
age <- data.frame(age = c("15-29", "30-49", "50+"), Freq = c(700000, 650000, 550000))
totals <- c(1900000, 900000, 13500000)
rake_both <- function() {
  rake(design, list(~sex, ~age), list(sex, age), control = list(maxit = 100, epsilon = 1e-6, verbose = FALSE))
}
# Of a raked design R takes plain means of residuals in each margin, of a calibrated one those of the weighted regression,
# as ours: the weights are the same, the standard errors only by the second way.
margins <- c("(Intercept)" = 1900000, sexm = 900000, "age30-49" = 650000, "age50+" = 550000)
raked <- calibrate(design, ~ sex + age, margins, calfun = "raking", epsilon = 1e-11, maxit = 100)
fit <- function(distance, ...) {
  named <- setNames(totals, c("(Intercept)", "sexm", "z"))
  calibrate(design, ~ sex + z, named, calfun = distance, epsilon = 1e-11, maxit = 100, ...)
}

apply_by_row <- function() {
  clean <- forms
  changes <- log[log$action == "set", ]
  for (i in seq_len(nrow(changes))) {
    clean[clean$row_id == changes$row_id[i], changes$field[i]] <- changes$new_value[i]
  }
  clean[!clean$row_id %in% log$row_id[log$action == "drop"], ]
}
apply_by_match <- function() {
  clean <- forms
  changes <- log[log$action == "set", ]
  for (field in unique(changes$field)) {
    rows <- changes[changes$field == field, ]
    at <- match(rows$row_id, clean$row_id)
    if (anyNA(at) || any(clean[[field]][at] != rows$old_value)) stop("the log does not fit")
    clean[[field]][at] <- rows$new_value
  }
  clean[!clean$row_id %in% log$row_id[log$action == "drop"], ]
}
apply_by_cleaningtools <- function() {
  utils::capture.output(clean <- cleaningtools::create_clean_data(
    forms, "row_id", log, "row_id", "field", "new_value", "action",
    change_response_value = "set", remove_survey_value = "drop"
  ))
  clean
}
outside <- function() {
  unlist(lapply(paste0("s", 0:9), function(field) {
    answers <- trimws(forms[[field]])
    forms$row_id[!is.na(answers) & answers != "" & !answers %in% as.character(1:5)]
  }))
}
outliers <- function() {
  unlist(lapply(paste0("n", 0:9), function(field) {
    x <- as.numeric(forms[[field]])
    logs <- log1p(x)
    by_log <- abs(logs - mean(logs)) / sd(logs) > 3
    by_mad <- 0.6745 * abs(x - median(x)) / mad(x, constant = 1) > 3.5
    forms$row_id[by_log | by_mad]
  }))
}
repeated <- function() {
  forms$row_id[duplicated(paste(tolower(trimws(forms$t0)), tolower(trimws(forms$t1)), sep = "\r"))]
}

both <- function(found) c(coef(found), SE(found))
first <- function(made) weights(made)[1:1000]
rows <- function(ids) sort(as.numeric(ids))
account <- function(clean) {
  sums <- sapply(paste0("n", 0:9), function(field) sum(as.numeric(clean[[field]])))
  c(nrow(clean), sums, sapply(paste0("t", 0:9), function(field) sum(clean[[field]] == "corrected")))
}
task <- function(run, numbers) list(run = run, numbers = numbers)
tasks <- list(
  "design" = task(set_up, degf),
  "mean" = task(function() svymean(~y, design), both),
  "total" = task(function() svytotal(~y, design), both),
  "ratio" = task(function() svyratio(~y, ~x, design), both),
  "share of one answer" = task(function() svymean(~yes, design), both),
  "shares of five answers" = task(function() svymean(~option, design), both),
  "variance" = task(function() svyvar(~y, design), both),
  "design effect" = task(function() svymean(~y, design, deff = TRUE), deff),
  "covariance of ten means" = task(function() svymean(items, design), vcov),
  "mean of a domain" = task(function() svymean(~y, subset(design, as.integer(region) <= 5)), both),
  "means of fifty domains" = task(function() svyby(~y, ~region, design, svymean), both),
  "medians of fifty domains" = task(function() svyby(~y, ~region, design, svyquantile, quantiles = 0.5), both),
  "median" = task(
    function() svyquantile(~y, design, 0.5, qrule = "school"),
    function(found) c(coef(found), SE(found), confint(found))
  ),
  "logit interval of a share" = task(function() svyciprop(~yes, design, method = "logit"), confint),
  "beta interval of a share" = task(function() svyciprop(~yes, design, method = "beta"), confint),
  "post-stratification" = task(function() postStratify(design, ~age, age), first),
  "raking" = task(rake_both, first),
  "linear calibration" = task(function() fit("linear"), first),
  "raking calibration" = task(function() fit("raking"), first),
  "logit calibration" = task(function() fit("logit", bounds = c(0.2, 3)), first),
  "mean after raking" = task(function() svymean(~y, raked), both),
  "log row by row" = task(apply_by_row, account),
  "log by match" = task(apply_by_match, account),
  "log by cleaningtools" = task(apply_by_cleaningtools, account),
  "answers outside choices" = task(outside, rows),
  "outliers" = task(outliers, rows),
  "repeated combinations" = task(repeated, rows)
)

answer <- function(name) {
  gc(FALSE)
  start <- proc.time()
  found <- tasks[[name]]$run()
  seconds <- sum((proc.time() - start)[c("user.self", "sys.self")])
  paste(c(format(seconds, digits = 15), sprintf("%.17g", as.numeric(tasks[[name]]$numbers(found)))), collapse = "\t")
}
asked <- file("stdin", open = "r")
while (length(name <- readLines(asked, n = 1)) > 0) {
  cat(tryCatch(answer(name), error = function(e) paste("error", conditionMessage(e))), "\n", sep = "")
}
