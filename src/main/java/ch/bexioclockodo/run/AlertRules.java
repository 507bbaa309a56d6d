package ch.bexioclockodo.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a run that has ended says about the connection and about its kind. */
final class AlertRules {

  /** Nothing can be called until somebody gives another access. */
  private static final Set<String> NO_ACCESS =
      Set.of(
          "connection.not-connected",
          "connection.reconnect-needed",
          "connection.secret-key-wrong",
          "connection.issuer-refuses",
          "bexio.unauthorized",
          "clockodo.unauthorized");

  private static final String BALANCE = "balance.open";
  private static final String STOPPED = "run.stopped";

  private AlertRules() {}

  /** Nothing for a preview, and nothing of the run itself when only a part of it was asked for. */
  static List<News> of(ActiveRun run, Report report) {
    if (run.request().preview()) {
      return List.of();
    }
    Problem cause = run.problems().cause();
    String connection = run.request().connection();
    if (cause != null && NO_ACCESS.contains(cause.code())) {
      return List.of(
          new News(
              News.CONNECTION,
              AlertState.CONNECTION_LOST,
              cause.code(),
              Messages.text("alert.connection-lost", connection, cause.text())));
    }
    List<News> news = new ArrayList<>();
    if (run.identity() != null) {
      news.add(connected(connection));
    }
    if (isWhole(run.request())) {
      ofKind(run, report, cause, news);
    }
    return news;
  }

  static News connected(String connection) {
    return new News(
        News.CONNECTION,
        AlertState.FINE,
        "connection.recovered",
        Messages.text("alert.connected", connection));
  }

  private static boolean isWhole(RunRequest request) {
    return request.filters().isEmpty()
        && request.only().isEmpty()
        && !request.options().contains(RunRequest.Option.SETTLE)
        && !request.options().contains(RunRequest.Option.REBUILD);
  }

  private static void ofKind(ActiveRun run, Report report, Problem cause, List<News> news) {
    String status = String.valueOf(report.get("status"));
    String kind = run.request().kind().word();
    String what = Messages.text("cli.run." + kind);
    switch (status) {
      case "done" ->
          news.add(
              new News(
                  kind, AlertState.FINE, "run.recovered", Messages.text("alert.recovered", what)));
      case "attention" ->
          news.add(
              new News(
                  kind,
                  AlertState.NEEDS_PERSON,
                  "run.attention",
                  Messages.text("alert.run-needs-person", what, report.get("run"), open(report))));
      default -> {
        String code = cause == null ? BALANCE : cause.code();
        if (isNobodysOwn(code, status, run.request())) {
          String text =
              cause == null ? Messages.text("balance.open", report.get("plan")) : cause.text();
          news.add(
              new News(
                  kind,
                  AlertState.RUN_FAILED,
                  code,
                  Messages.text("alert.run-failed", what, text)));
        }
      }
    }
  }

  /** Whoever stops a run, asks for what is not there or comes second knows that already. */
  private static boolean isNobodysOwn(String code, String status, RunRequest request) {
    return !STOPPED.equals(code)
        && !code.startsWith("request.")
        && (request.scheduled() || !"refused".equals(status));
  }

  private static String open(Report report) {
    Map<?, ?> counts = (Map<?, ?>) report.get("counts");
    String rows =
        Messages.text(
            "alert.open",
            counts.get("needsDecision"),
            counts.get("failed"),
            counts.get("unknown"),
            counts.get("stale"));
    List<?> problems = (List<?>) report.get("problems");
    return problems.isEmpty() ? rows : rows + "; " + ((Map<?, ?>) problems.get(0)).get("text");
  }
}
