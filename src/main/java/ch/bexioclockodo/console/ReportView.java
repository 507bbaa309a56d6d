package ch.bexioclockodo.console;

import ch.bexioclockodo.run.Messages;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A report as a page shows it.
 *
 * @param period such as 01.09.2026 – 30.09.2026, or empty
 * @param sentence what its status means
 * @param buckets what became of the source rows, of which the balance is made
 */
record ReportView(
    String kind,
    boolean ofTimes,
    Long plan,
    String status,
    String sentence,
    String period,
    Map<String, Long> counts,
    Sum source,
    List<Sum> buckets,
    boolean closes,
    List<String> notes,
    List<String> problems) {

  /** How many source rows, and how many of their seconds. */
  record Sum(String word, long count, long seconds) {}

  static ReportView of(Map<String, Object> report) {
    Map<?, ?> balance = (Map<?, ?>) report.get("balance");
    List<Sum> buckets = new ArrayList<>();
    ((Map<?, ?>) balance.get("buckets"))
        .forEach(
            (bucket, sum) -> {
              Sum one = sum(Messages.text("cli.bucket." + bucket), sum);
              if (one.count() > 0) {
                buckets.add(one);
              }
            });
    Map<String, Long> counts = new LinkedHashMap<>();
    ((Map<?, ?>) report.get("counts"))
        .forEach((word, count) -> counts.put(String.valueOf(word), ((Number) count).longValue()));
    String status = String.valueOf(report.get("status"));
    return new ReportView(
        String.valueOf(report.get("kind")),
        !"import".equals(report.get("kind")),
        report.get("plan") instanceof Number plan ? plan.longValue() : null,
        status,
        Messages.text("cli.status." + status),
        period(report),
        counts,
        sum("", balance.get("source")),
        buckets,
        Boolean.TRUE.equals(balance.get("closes")),
        texts(balance.get("notes")),
        problems(report));
  }

  long count(String word) {
    return counts.getOrDefault(word, 0L);
  }

  private static String period(Map<String, Object> report) {
    return report.get("from") == null
        ? ""
        : Swiss.date(LocalDate.parse(String.valueOf(report.get("from"))))
            + " – "
            + Swiss.date(LocalDate.parse(String.valueOf(report.get("to"))));
  }

  private static Sum sum(String word, Object sum) {
    if (!(sum instanceof Map<?, ?> map)) {
      return new Sum(word, 0, 0);
    }
    return new Sum(
        word,
        ((Number) map.get("count")).longValue(),
        map.get("seconds") instanceof Number seconds ? seconds.longValue() : 0);
  }

  static List<String> problems(Map<String, Object> report) {
    return report.get("problems") instanceof List<?> problems
        ? problems.stream()
            .map(problem -> String.valueOf(((Map<?, ?>) problem).get("text")))
            .toList()
        : List.of();
  }

  private static List<String> texts(Object list) {
    return list instanceof List<?> texts ? texts.stream().map(String::valueOf).toList() : List.of();
  }
}
