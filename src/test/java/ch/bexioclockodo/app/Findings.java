package ch.bexioclockodo.app;

import ch.bexioclockodo.check.Finding;
import java.time.Duration;
import java.util.List;

/** What a check has found, and after what time it said so. */
record Findings(List<Finding> all, Duration after) {

  Findings(List<Finding> all, Duration after) {
    this.all = List.copyOf(all);
    this.after = after;
  }

  List<String> names() {
    return all.stream().map(Finding::check).toList();
  }

  /** The names of the checks that are not ok. */
  List<String> problems() {
    return all.stream().filter(finding -> !finding.ok()).map(Finding::check).toList();
  }

  Finding of(String check) {
    return all.stream()
        .filter(finding -> check.equals(finding.check()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing was found of " + check + ": " + names()));
  }

  String textOf(String check) {
    return of(check).text();
  }

  String remedyOf(String check) {
    return of(check).remedy();
  }
}
