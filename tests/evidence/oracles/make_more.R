# More reference results: Rscript make_more.R, in this folder, with R 4.2 and metafor 3.8-1.
# Data: the published counts in bcg_data.csv, and dat.senn2013 and dat.nielweise2008
# of the metadat package, written beside the results so that the tests need no R.
suppressMessages(library(metafor))
out <- data.frame()
keep <- function(case, ...) {
  x <- c(...)
  out <<- rbind(out, data.frame(case = case, quantity = names(x), value = as.numeric(x)))
}
fit_row <- function(case, r) keep(case, estimate = c(r$beta)[1], se = r$se[1], low = r$ci.lb[1],
  high = r$ci.ub[1], statistic = r$zval[1], p = r$pval[1], tau2 = r$tau2, i2 = r$I2, h2 = r$H2,
  q = r$QE, q_p = r$QEp)

bcg <- escalc("RR", ai = tpos, bi = tneg, ci = cpos, di = cneg, data = dat.bcg)
for (m in c("DL", "REML", "ML", "PM", "EB", "HE", "HS", "SJ")) {
  for (t in c("z", "knha", "adhoc")) fit_row(paste("bcg", m, t),
    rma(yi, vi, data = bcg, method = m, test = t, control = list(threshold = 1e-12, tol = 1e-12)))
}
ci <- confint(rma(yi, vi, data = bcg, control = list(threshold = 1e-12)), control = list(tol = 1e-12))$random
keep("bcg qprofile", tau2_low = ci[1, 2], tau2_high = ci[1, 3], i2_low = ci[3, 2], i2_high = ci[3, 3])

for (m in c("RR", "OR", "RD")) {
  r <- rma.mh(measure = m, ai = tpos, bi = tneg, ci = cpos, di = cneg, data = dat.bcg)
  keep(paste("bcg MH", m), estimate = c(r$beta), se = r$se, low = r$ci.lb, high = r$ci.ub,
    p = r$pval, q = r$QE, q_p = r$QEp)
}
r <- rma.peto(ai = tpos, bi = tneg, ci = cpos, di = cneg, data = dat.bcg)
keep("bcg Peto", estimate = c(r$beta), se = r$se, low = r$ci.lb, high = r$ci.ub, q = r$QE)

# Zero cells: six small made-up trials (no source; they only exercise the corrections).
zero <- data.frame(study = 1:6, ai = c(0, 2, 5, 0, 1, 10), n1i = c(20, 40, 50, 30, 25, 10),
  ci = c(3, 0, 9, 0, 4, 3), n2i = c(22, 38, 52, 31, 25, 10))
write.csv(zero, "zero_cells.csv", row.names = FALSE)
for (m in c("RR", "OR", "RD")) {
  e <- escalc(m, ai = ai, n1i = n1i, ci = ci, n2i = n2i, data = zero)
  for (i in 1:6) keep(paste("zero", m, i), yi = e$yi[i], vi = e$vi[i])
  fit_row(paste("zero", m, "DL"), rma(yi, vi, data = e, method = "DL"))
  r <- rma.mh(measure = m, ai = ai, n1i = n1i, ci = ci, n2i = n2i, data = zero)
  keep(paste("zero MH", m), estimate = c(r$beta), se = r$se, q = r$QE, q_df = r$k.yi - 1)
}
r <- rma.peto(ai = ai, n1i = n1i, ci = ci, n2i = n2i, data = zero)
keep("zero Peto", estimate = c(r$beta), se = r$se, q = r$QE, q_df = r$k.yi - 1)

niel <- dat.nielweise2008
write.csv(niel[, c("study", "x1i", "t1i", "x2i", "t2i")], "rates.csv", row.names = FALSE)
r <- rma.mh(measure = "IRR", x1i = x1i, t1i = t1i, x2i = x2i, t2i = t2i, data = niel)
keep("rates MH IRR", estimate = c(r$beta), se = r$se, q = r$QE, q_df = r$k.yi - 1)
e <- escalc("IRR", x1i = x1i, t1i = t1i, x2i = x2i, t2i = t2i, data = niel)
fit_row("rates IRR DL", rma(yi, vi, data = e, method = "DL"))

reg_row <- function(case, r) {
  b <- c(r$beta); names(b) <- paste0("b", seq_along(b) - 1)
  s <- r$se; names(s) <- paste0("se", seq_along(s) - 1)
  p <- r$pval; names(p) <- paste0("p", seq_along(p) - 1)
  keep(case, b, s, p, tau2 = r$tau2, i2 = r$I2, h2 = r$H2, r2 = r$R2, qe = r$QE, qe_p = r$QEp,
    qm = r$QM, qm_p = r$QMp)
}
bcg$alloc <- factor(bcg$alloc)
for (m in c("REML", "DL", "PM", "ML", "HE", "SJ")) for (t in c("z", "knha")) {
  con <- list(threshold = 1e-12, tol = 1e-12)
  reg_row(paste("bcg ablat", m, t), rma(yi, vi, mods = ~ablat, data = bcg, method = m, test = t, control = con))
  reg_row(paste("bcg ablat+year", m, t), rma(yi, vi, mods = ~ ablat + year, data = bcg, method = m, test = t, control = con))
  reg_row(paste("bcg alloc", m, t), rma(yi, vi, mods = ~alloc, data = bcg, method = m, test = t, control = con))
}
reg_row("bcg ablat EE z", rma(yi, vi, mods = ~ablat, data = bcg, method = "EE"))
r <- regtest(yi, vi, data = bcg, model = "lm")
keep("bcg egger lm", statistic = r$zval, p = r$pval, limit = r$est, limit_low = r$ci.lb, limit_high = r$ci.ub)
r <- regtest(yi, vi, data = bcg, model = "rma", control = list(threshold = 1e-12))
keep("bcg egger rma", statistic = r$zval, p = r$pval, limit = r$est, limit_low = r$ci.lb, limit_high = r$ci.ub)

l1 <- leave1out(rma(yi, vi, data = bcg, method = "DL"))
cu <- cumul(rma(yi, vi, data = bcg, method = "DL"))
for (i in 1:13) {
  keep(paste("bcg leave", i), estimate = l1$estimate[i], low = l1$ci.lb[i], tau2 = l1$tau2[i])
  keep(paste("bcg cumul", i), estimate = cu$estimate[i], low = cu$ci.lb[i], tau2 = cu$tau2[i])
}
for (a in levels(bcg$alloc)) {
  r <- rma(yi, vi, data = bcg, subset = alloc == a, method = "DL")
  keep(paste("bcg subgroup", a), estimate = c(r$beta), se = r$se, tau2 = r$tau2)
}

# A network with a three-armed trial: diabetes drugs, mean difference of HbA1c.
senn <- dat.senn2013[, c("study", "treatment", "ni", "mi", "sdi")]
write.csv(senn, "senn2013.csv", row.names = FALSE)
blocks <- list(); y <- c(); X <- NULL; study <- c(); arm <- c()
treatments <- c("placebo", sort(setdiff(unique(senn$treatment), "placebo")))
for (s in unique(senn$study)) {
  d <- senn[senn$study == s, ]; v <- d$sdi^2 / d$ni; n <- nrow(d)
  blocks[[s]] <- diag(v[-1], n - 1) + v[1]
  for (i in 2:n) {
    x <- as.numeric(treatments == d$treatment[i]) - as.numeric(treatments == d$treatment[1])
    X <- rbind(X, x[-1]); y <- c(y, d$mi[i] - d$mi[1]); study <- c(study, s); arm <- c(arm, i)
  }
}
V <- as.matrix(bldiag(blocks)); W <- solve(V)
net_row <- function(case, tau2, Delta) {
  w <- solve(V + tau2 * Delta); C <- solve(t(X) %*% w %*% X); b <- C %*% t(X) %*% w %*% y
  keep(case, setNames(c(b), treatments[-1]), setNames(sqrt(diag(C)), paste("se", treatments[-1])), tau2 = tau2)
}
P <- W - W %*% X %*% solve(t(X) %*% W %*% X) %*% t(X) %*% W
same <- outer(study, study, "=="); Delta <- same * 0.5 + diag(0.5, length(y))
Q <- c(t(y) %*% P %*% y); df <- length(y) - ncol(X)
keep("senn", q = Q, df = df)
net_row("senn common", 0, Delta)
net_row("senn DL", max(0, (Q - df) / sum(diag(P %*% Delta))), Delta)
dat <- data.frame(y, study, arm = factor(arm)); colnames(X) <- treatments[-1]
r <- rma.mv(y, V, mods = X, intercept = FALSE, random = ~ arm | study, struct = "CS", rho = 0.5,
  data = dat, control = list(optimizer = "optim", optmethod = "BFGS", reltol = 1e-15))
keep("senn REML", setNames(c(r$beta), treatments[-1]), setNames(r$se, paste("se", treatments[-1])), tau2 = r$tau2)
out$value <- formatC(out$value, digits = 12, format = "g")
write.csv(out, "more.csv", row.names = FALSE, quote = FALSE)
