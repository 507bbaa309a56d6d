package ch.bexioclockodo;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Tells the ten slowest test methods of a JVM at its end; with several forks each class is a plan
 * of its own.
 */
public final class SlowestTests implements TestExecutionListener {

  private static final int TOLD = 10;
  private static final double NANOS = 1e9;
  private static final AtomicBoolean ANNOUNCED = new AtomicBoolean();

  private final Map<String, Long> begun = new ConcurrentHashMap<>();
  private final Map<String, Long> nanos = new ConcurrentHashMap<>();

  @Override
  public void executionStarted(TestIdentifier test) {
    begun.put(test.getUniqueId(), System.nanoTime());
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    Long start = begun.remove(test.getUniqueId());
    if (test.isTest() && start != null) {
      nanos.merge(name(test), System.nanoTime() - start, Long::sum);
    }
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    if (!nanos.isEmpty() && ANNOUNCED.compareAndSet(false, true)) {
      Runtime.getRuntime().addShutdownHook(new Thread(this::tell, "slowest-tests"));
    }
  }

  /** Surefire keeps standard output for itself, and lets the real standard error through. */
  private void tell() {
    PrintStream console =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    console.print(table(nanos));
    console.flush();
  }

  static String table(Map<String, Long> nanos) {
    List<String> lines =
        nanos.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
            .limit(TOLD)
            .map(test -> String.format("%7.2f s  %s", test.getValue() / NANOS, test.getKey()))
            .toList();
    return lines.stream()
        .collect(Collectors.joining("\n", "Slowest of " + nanos.size() + " tests:\n", "\n"));
  }

  private static String name(TestIdentifier test) {
    return test.getSource()
        .filter(MethodSource.class::isInstance)
        .map(MethodSource.class::cast)
        .map(source -> simple(source.getClassName()) + "." + source.getMethodName())
        .orElse(test.getDisplayName());
  }

  private static String simple(String className) {
    return className.substring(className.lastIndexOf('.') + 1);
  }
}
