package ch.bexioclockodo.bench;

import ch.bexioclockodo.plan.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What one part of the benchmark has measured: printed line by line, and kept as JSON. */
final class Figures {

  private static final PrintStream OUT = System.out;

  private final String name;
  private final Path folder;
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final List<Map<String, Object>> targets = new ArrayList<>();

  Figures(String name, Path folder) {
    this.name = name;
    this.folder = folder;
    OUT.println();
    OUT.println("== " + name);
  }

  /** Keeps a figure and prints it. */
  Figures note(String what, Object value, String unit) {
    values.put(what, value);
    OUT.printf(Locale.ROOT, "   %-58s %s %s%n", what, text(value), unit);
    return this;
  }

  Figures atLeast(String what, double value, double target) {
    return target(what, value, ">=", target, value >= target);
  }

  Figures atMost(String what, double value, double target) {
    return target(what, value, "<=", target, value <= target);
  }

  private Figures target(String what, double value, String sign, double target, boolean met) {
    targets.add(Map.of("what", what, "value", value, "target", sign + " " + target, "met", met));
    OUT.printf(
        Locale.ROOT,
        "   %-58s %s  (target %s %s) %s%n",
        what,
        text(value),
        sign,
        text(target),
        met ? "met" : "MISSED");
    return this;
  }

  /** Writes {@code NAME.json}; whether all targets were met. */
  boolean write() throws IOException {
    values.put("targets", targets);
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(name + ".json"), Json.write(values) + "\n");
    return targets.stream().allMatch(target -> (Boolean) target.get("met"));
  }

  static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1
        ? sorted[middle]
        : Arrays.stream(sorted, middle - 1, middle + 1).average().orElseThrow();
  }

  private static String text(Object value) {
    return value instanceof Double number
        ? String.format(Locale.ROOT, number >= 100 ? "%,.0f" : "%.3f", number)
        : String.valueOf(value);
  }
}
