package ch.bexioclockodo.mutants;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs some tests, each named {@code Class.method}, in a JVM of their own, and writes the names of
 * those that failed to a file; the last line says how many were run.
 */
public final class MutantTests {

  private static final Path TESTS = Path.of("src/test/java");
  static final String RUN = "tests run: ";

  private MutantTests() {}

  /** Arguments: the file for the result, then the tests. */
  public static void main(String[] arguments) throws Exception {
    List<DiscoverySelector> selectors = new ArrayList<>();
    for (String name : List.of(arguments).subList(1, arguments.length)) {
      for (Method method : methods(name)) {
        selectors.add(selectMethod(method.getDeclaringClass(), method));
      }
    }
    Failures failures = new Failures();
    Launcher launcher = LauncherFactory.create();
    launcher.execute(
        LauncherDiscoveryRequestBuilder.request().selectors(selectors).build(), failures);
    List<String> lines = new ArrayList<>(failures.failed);
    lines.add(RUN + failures.run);
    Files.write(Path.of(arguments[0]), lines);
    // Servers of a broken test may still be up.
    Runtime.getRuntime().halt(0);
  }

  /** The methods that a test's name means, in the classes of that name. */
  static List<Method> methods(String test) throws IOException, ClassNotFoundException {
    String[] names = test.split("\\.");
    List<Method> methods = new ArrayList<>();
    for (String className : classNames(names[0])) {
      Arrays.stream(Class.forName(className).getDeclaredMethods())
          .filter(method -> method.getName().equals(names[1]) && !method.isSynthetic())
          .forEach(methods::add);
    }
    if (methods.isEmpty()) {
      throw new IllegalArgumentException("there is no test " + test);
    }
    return methods;
  }

  private static List<String> classNames(String simple) throws IOException {
    try (Stream<Path> files = Files.walk(TESTS)) {
      return files
          .filter(path -> path.getFileName().toString().equals(simple + ".java"))
          .map(path -> TESTS.relativize(path).toString())
          .map(path -> path.substring(0, path.length() - ".java".length()).replace('/', '.'))
          .toList();
    }
  }

  private static final class Failures implements TestExecutionListener {

    private final Set<String> failed = new TreeSet<>();
    private int run;

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (test.isTest()) {
        run++;
      }
      if (result.getStatus() == TestExecutionResult.Status.FAILED) {
        failed.add(name(test));
        result.getThrowable().ifPresent(Throwable::printStackTrace);
      }
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
}
