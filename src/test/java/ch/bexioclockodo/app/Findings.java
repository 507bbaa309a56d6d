package ch.bexioclockodo.app;

import ch.bexioclockodo.check.Finding;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** What a check has found, after what time it said so, and after what time it came to its end. */
record Findings(List<Finding> all, Duration after, Duration total) {

  /** What a check did from its start to its end. */
  static Findings of(Consumer<Consumer<List<Finding>>> check) {
    AtomicReference<List<Finding>> found = new AtomicReference<>();
    AtomicLong toldAt = new AtomicLong();
    long start = System.nanoTime();
    check.accept(
        findings -> {
          toldAt.set(System.nanoTime());
          found.set(List.copyOf(findings));
        });
    return new Findings(
        found.get(),
        Duration.ofNanos(toldAt.get() - start),
        Duration.ofNanos(System.nanoTime() - start));
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
