package ch.bexioclockodo.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Breaks the connector on purpose: puts one small bug after the other into a copy of its sources
 * and runs the tests that must notice it. A bug that no test notices fails the build; the result is
 * written to docs/mutants.md.
 */
public final class Mutants {

  static final Path RESULT = Path.of("docs/mutants.md");

  private static final int AT_ONCE = 2;
  private static final double NANOS = 1e9;

  private Mutants() {}

  /**
   * Arguments: the working folder, and the ids of some mutants, separated by commas, or nothing.
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    List<String> only =
        arguments.length < 2 || arguments[1].isBlank()
            ? List.of()
            : Arrays.asList(arguments[1].split(","));
    List<Mutant> mutants =
        Mutant.all().stream()
            .filter(mutant -> only.isEmpty() || only.contains(mutant.id()))
            .toList();
    empty(folder);
    List<String> problems = new ArrayList<>(misplaced(mutants));
    if (mutants.isEmpty()) {
      problems.add("there is no such mutant");
    }
    if (problems.isEmpty()) {
      problems.addAll(unbroken(mutants, folder));
    }
    if (problems.isEmpty()) {
      Map<Mutant, List<String>> results = broken(mutants, folder, problems);
      if (problems.isEmpty() && only.isEmpty()) {
        Files.writeString(RESULT, table(results));
      }
    }
    problems.forEach(System.err::println);
    System.exit(problems.isEmpty() ? 0 : 1);
  }

  private static List<String> misplaced(List<Mutant> mutants) throws IOException {
    List<String> problems = new ArrayList<>();
    for (Mutant mutant : mutants) {
      int occurrences = mutant.occurrences();
      if (occurrences != 1) {
        problems.add(
            mutant.id() + ": its text occurs " + occurrences + " times in " + mutant.file());
      }
    }
    return problems;
  }

  /** Without a bug all of the tests are green, else their red says nothing. */
  private static List<String> unbroken(List<Mutant> mutants, Path folder)
      throws IOException, InterruptedException {
    List<String> tests =
        mutants.stream().flatMap(mutant -> mutant.tests().stream()).distinct().sorted().toList();
    long begun = System.nanoTime();
    List<String> failed = new MutantRun(folder.resolve("unbroken")).failed(tests);
    System.out.printf("%6.1f s  unbroken: %d tests%n", secondsSince(begun), tests.size());
    return failed.stream().map(test -> test + " fails without any mutant").toList();
  }

  private static Map<Mutant, List<String>> broken(
      List<Mutant> mutants, Path folder, List<String> problems) throws InterruptedException {
    ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);
    Map<Mutant, Future<List<String>>> running = new LinkedHashMap<>();
    for (Mutant mutant : mutants) {
      running.put(mutant, workers.submit(() -> red(mutant, folder)));
    }
    workers.shutdown();
    Map<Mutant, List<String>> results = new LinkedHashMap<>();
    for (Map.Entry<Mutant, Future<List<String>>> one : running.entrySet()) {
      Mutant mutant = one.getKey();
      try {
        List<String> red = one.getValue().get();
        results.put(mutant, red);
        if (red.isEmpty()) {
          problems.add(mutant.id() + " is noticed by no test: " + mutant.broken());
        }
      } catch (ExecutionException e) {
        problems.add(mutant.id() + ": " + e.getCause().getMessage());
      }
    }
    return results;
  }

  private static List<String> red(Mutant mutant, Path folder)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    MutantRun run = new MutantRun(folder.resolve(mutant.id()));
    run.plant(mutant);
    List<String> red = run.failed(mutant.tests());
    System.out.printf(
        "%6.1f s  %s: %s%n",
        secondsSince(begun), mutant.id(), red.isEmpty() ? "GREEN" : String.join(", ", red));
    return red;
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / NANOS;
  }

  static String table(Map<Mutant, List<String>> results) {
    String rows =
        results.entrySet().stream()
            .map(one -> row(one.getKey(), one.getValue()))
            .collect(Collectors.joining());
    return """
        # Broken on purpose

        Each line is a small bug that `mvn -q -Pmutants` puts into a copy of the sources (`src/test/mutants/mutants.yaml` says
        where and how), and the tests that turned red with it. The profile writes this page, and fails when a bug goes unnoticed.

        | mutant | what is broken | where | red |
        |---|---|---|---|
        %s
        %d mutants, none unnoticed.
        """
        .formatted(rows, results.size());
  }

  private static String row(Mutant mutant, List<String> red) {
    return "| "
        + String.join(
            " | ",
            mutant.id(),
            mutant.broken(),
            "`" + mutant.file() + "`",
            red.stream().map(test -> "`" + test + "`").collect(Collectors.joining(" ")))
        + " |\n";
  }

  private static void empty(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(folder);
  }
}
